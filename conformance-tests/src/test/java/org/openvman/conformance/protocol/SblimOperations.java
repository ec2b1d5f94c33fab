package org.openvman.conformance.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.metricshub.wbem.javax.cim.CIMClass;
import org.metricshub.wbem.javax.cim.CIMClassProperty;
import org.metricshub.wbem.javax.cim.CIMDataType;
import org.metricshub.wbem.javax.cim.CIMInstance;
import org.metricshub.wbem.javax.cim.CIMMethod;
import org.metricshub.wbem.javax.cim.CIMObjectPath;
import org.metricshub.wbem.javax.cim.CIMProperty;
import org.metricshub.wbem.javax.wbem.CloseableIterator;
import org.metricshub.wbem.javax.wbem.WBEMException;
import org.metricshub.wbem.javax.wbem.client.PasswordCredential;
import org.metricshub.wbem.javax.wbem.client.UserPrincipal;
import org.metricshub.wbem.javax.wbem.client.WBEMClient;
import org.metricshub.wbem.javax.wbem.client.WBEMClientFactory;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;

/** Our client, and the SBLIM client itself for what ours has no word for: classes and property lists. */
final class SblimOperations extends ClientOperations {
    private final WBEMClient sblim;

    SblimOperations(EndpointClient client, Function<String, CimStatus> statuses, LiveEndpoint endpoint)
            throws WBEMException {
        super(client, statuses);
        this.sblim = WBEMClientFactory.getClient("CIM-XML");
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(endpoint.login().user()));
        subject.getPrivateCredentials()
                .add(new PasswordCredential(endpoint.login().password().toCharArray()));
        String port = Integer.toString(endpoint.url().getPort());
        sblim.initialize(
                new CIMObjectPath("http", endpoint.url().getHost(), port, null, null, null),
                subject,
                new Locale[] {Locale.ENGLISH});
    }

    private interface Operation<T> {
        T run() throws WBEMException;
    }

    private static <T> T call(Operation<T> operation) {
        try {
            return operation.run();
        } catch (WBEMException e) {
            throw new CimException(
                    CimXmlOperationsIT.status(Integer.toString(e.getID())), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        if (properties.names().isEmpty()) {
            return super.get(context, path, properties);
        }
        CIMInstance found = call(() -> sblim.getInstance(sblimPath(path), false, false, names(properties)));
        return super.get(context, path, PropertyFilter.ALL).withOnly(names(found));
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        if (properties.names().isEmpty()) {
            return super.enumerate(context, namespace, className, properties);
        }
        CIMObjectPath path = new CIMObjectPath(null, null, null, namespace, className, null);
        List<CIMInstance> found =
                list(call(() -> sblim.enumerateInstances(path, true, false, false, names(properties))));
        return super.enumerate(context, namespace, className, PropertyFilter.ALL)
                .limit(1)
                .map(first -> first.withOnly(names(found.get(0))));
    }

    private static String[] names(PropertyFilter properties) {
        return properties.names().orElseThrow().toArray(String[]::new);
    }

    private static Set<String> names(CIMInstance instance) {
        return Arrays.stream(instance.getProperties()).map(CIMProperty::getName).collect(Collectors.toSet());
    }

    private static CIMObjectPath sblimPath(CimPath path) {
        CIMProperty<?>[] keys = path.keys().entrySet().stream()
                .map(key -> new CIMProperty<>(
                        key.getKey(), CIMDataType.STRING_T, key.getValue().toString(), true, false, null))
                .toArray(CIMProperty<?>[]::new);
        return new CIMObjectPath(null, null, null, path.namespace(), path.className(), keys);
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        CIMObjectPath path = new CIMObjectPath(null, null, null, namespace, className, null);
        return convert(call(() -> sblim.getClass(path, false, true, true, null)));
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        CIMObjectPath path = new CIMObjectPath(null, null, null, namespace, className.orElse(""), null);
        return list(call(() -> sblim.enumerateClasses(path, deep, false, true, true))).stream()
                .map(SblimOperations::convert)
                .toList();
    }

    private static <T> List<T> list(CloseableIterator<T> results) {
        List<T> list = new ArrayList<>();
        results.forEachRemaining(list::add);
        results.close();
        return list;
    }

    /** What the contract looks at: names, superclass and keys. */
    private static CimClass convert(CIMClass found) {
        return new CimClass(
                found.getName(),
                Optional.ofNullable(found.getSuperClassName()),
                List.of(),
                Arrays.stream(found.getProperties())
                        .map(SblimOperations::convert)
                        .toList(),
                Arrays.stream(found.getMethods()).map(SblimOperations::convert).toList());
    }

    private static CimPropertyDeclaration convert(CIMClassProperty<?> property) {
        List<Qualifier> qualifiers = property.isKey()
                ? List.of(new Qualifier("Key", CimType.BOOLEAN, false, true, false, true, false))
                : List.of();
        return new CimPropertyDeclaration(
                property.getName(),
                CimType.STRING,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                null,
                qualifiers,
                property.getOriginClass(),
                property.isPropagated());
    }

    private static CimMethod convert(CIMMethod<?> method) {
        return new CimMethod(
                method.getName(), CimType.UINT32, List.of(), List.of(), method.getOriginClass(), method.isPropagated());
    }
}
