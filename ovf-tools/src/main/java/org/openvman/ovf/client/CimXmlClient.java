package org.openvman.ovf.client;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.security.auth.Subject;
import org.metricshub.wbem.javax.cim.CIMArgument;
import org.metricshub.wbem.javax.cim.CIMObjectPath;
import org.metricshub.wbem.javax.wbem.CloseableIterator;
import org.metricshub.wbem.javax.wbem.WBEMException;
import org.metricshub.wbem.javax.wbem.client.PasswordCredential;
import org.metricshub.wbem.javax.wbem.client.UserPrincipal;
import org.metricshub.wbem.javax.wbem.client.WBEMClient;
import org.metricshub.wbem.javax.wbem.client.WBEMClientFactory;
import org.metricshub.wbem.sblim.cimclient.WBEMConfigurationProperties;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** An endpoint over CIM-XML (DSP0200), spoken by the SBLIM CIM client. */
final class CimXmlClient implements EndpointClient {
    private static final int MOST_OUTPUT_PARAMETERS = 32;

    private final Endpoint endpoint;
    private final WBEMClient client;

    CimXmlClient(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = call(() -> connected(endpoint));
    }

    private static WBEMClient connected(Endpoint endpoint) throws WBEMException {
        WBEMClient client = WBEMClientFactory.getClient("CIM-XML");
        client.setProperty(
                WBEMConfigurationProperties.HTTP_TIMEOUT,
                Long.toString(endpoint.answerTimeout().toMillis()));
        client.setProperty(
                WBEMConfigurationProperties.SOCKET_CONNECT_TIMEOUT,
                Long.toString(endpoint.connectTimeout().toMillis()));
        Subject subject = new Subject();
        endpoint.credentials().ifPresent(given -> {
            subject.getPrincipals().add(new UserPrincipal(given.user()));
            subject.getPrivateCredentials()
                    .add(new PasswordCredential(given.password().toCharArray()));
        });
        String scheme = endpoint.url().getScheme();
        int port = endpoint.url().getPort();
        String portText = Integer.toString(port > 0 ? port : scheme.equals("https") ? 443 : 80);
        client.initialize(
                new CIMObjectPath(scheme, endpoint.url().getHost(), portText, null, null, null),
                subject,
                new Locale[] {Locale.ENGLISH});
        return client;
    }

    /** DSP0200 has no such operation: the object manager's instance says it, where there is one. */
    @Override
    public Identity identify() {
        try (Stream<CimInstance> managers = enumerate("root/interop", "CIM_ObjectManager")) {
            return managers.findFirst()
                    .map(manager -> new Identity(
                            manager.string("ElementName").orElse(""),
                            manager.string("Version").orElse(""),
                            "CIM-XML"))
                    .orElse(new Identity("", "", "CIM-XML"));
        }
    }

    @Override
    public CimInstance get(CimPath path) {
        CimInstance found = call(() -> Jsr48.instance(client.getInstance(Jsr48.path(path), false, false, null)));
        return found.withPath(path.withClassName(found.className()));
    }

    @Override
    public Stream<CimInstance> enumerate(String namespace, String className) {
        return each(
                () -> client.enumerateInstances(classPath(namespace, className), true, false, false, null),
                Jsr48::instance);
    }

    @Override
    public Stream<CimPath> enumerateNames(String namespace, String className) {
        return each(() -> client.enumerateInstanceNames(classPath(namespace, className)), Jsr48::path);
    }

    private static CIMObjectPath classPath(String namespace, String className) {
        return Jsr48.path(CimPath.ofClass(namespace, className));
    }

    @Override
    public Stream<CimInstance> associators(Traversal traversal) {
        return each(
                () -> client.associatorInstances(
                        Jsr48.path(traversal.source()),
                        traversal.associationClass().orElse(null),
                        traversal.resultClass().orElse(null),
                        traversal.role().orElse(null),
                        traversal.resultRole().orElse(null),
                        false,
                        null),
                Jsr48::instance);
    }

    @Override
    public Stream<CimPath> associatorNames(Traversal traversal) {
        return each(
                () -> client.associatorNames(
                        Jsr48.path(traversal.source()),
                        traversal.associationClass().orElse(null),
                        traversal.resultClass().orElse(null),
                        traversal.role().orElse(null),
                        traversal.resultRole().orElse(null)),
                Jsr48::path);
    }

    @Override
    public Stream<CimInstance> references(Traversal traversal) {
        return each(
                () -> client.referenceInstances(
                        Jsr48.path(traversal.source()),
                        traversal.resultClass().orElse(null),
                        traversal.role().orElse(null),
                        false,
                        null),
                Jsr48::instance);
    }

    @Override
    public Stream<CimPath> referenceNames(Traversal traversal) {
        return each(
                () -> client.referenceNames(
                        Jsr48.path(traversal.source()),
                        traversal.resultClass().orElse(null),
                        traversal.role().orElse(null)),
                Jsr48::path);
    }

    @Override
    public CimPath create(String namespace, CimInstance instance) {
        CimInstance placed = instance.withPath(CimPath.ofClass(namespace, instance.className()));
        return call(() -> Jsr48.path(client.createInstance(Jsr48.instance(placed))))
                .withNamespace(namespace);
    }

    @Override
    public void modify(CimPath path, CimInstance changes) {
        call(() -> {
            client.modifyInstance(Jsr48.instance(changes.withPath(path)), null);
            return path;
        });
    }

    @Override
    public void delete(CimPath path) {
        call(() -> {
            client.deleteInstance(Jsr48.path(path));
            return path;
        });
    }

    @Override
    public Invocation invoke(CimPath target, String method, List<CimArgument> arguments) {
        CIMArgument<?>[] in = arguments.stream().map(Jsr48::argument).toArray(CIMArgument<?>[]::new);
        CIMArgument<?>[] out = new CIMArgument<?>[MOST_OUTPUT_PARAMETERS];
        Object code = call(() -> client.invokeMethod(Jsr48.path(target), method, in, out));
        return new Invocation(
                Long.parseLong(code.toString()),
                Stream.of(out).flatMap(each -> Jsr48.argument(each).stream()).toList());
    }

    @Override
    public void close() {
        client.close();
    }

    private interface Operation<T> {
        T run() throws WBEMException;
    }

    private <T> T call(Operation<T> operation) {
        try {
            return operation.run();
        } catch (WBEMException e) {
            throw translated(e);
        }
    }

    private <S, T> Stream<T> each(Operation<CloseableIterator<S>> operation, Function<S, T> convert) {
        CloseableIterator<S> results = call(operation);
        Iterator<S> checked = new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = results.hasNext();
                if (!more && results.getWBEMException() != null) {
                    throw translated(results.getWBEMException());
                }
                return more;
            }

            @Override
            public S next() {
                return results.next();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(checked, Spliterator.ORDERED), false)
                .onClose(results::close)
                .map(convert);
    }

    /** The client tells HTTP's troubles in the text of a CIM_ERR_FAILED. */
    private EndpointException translated(WBEMException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("").strip();
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.ConnectException) {
                return endpoint.unreachable(e);
            }
            if (cause instanceof java.net.SocketTimeoutException) {
                return endpoint.tooSlow(e);
            }
        }
        if (message.contains("HTTP 401")) {
            return endpoint.unauthorized();
        }
        if (message.startsWith("HTTP ")) {
            return new EndpointException(Kind.PROTOCOL, endpoint.url() + " does not speak CIM-XML: " + message, e);
        }
        return new EndpointException(Kind.REFUSED, Integer.toString(e.getID()), message);
    }
}
