package org.openvman.conformance.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.ovf.client.EndpointException;
import org.openvman.ovf.client.Invocation;
import org.openvman.ovf.client.Traversal;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** A client in the place of the provider, so that the same contract can judge both. */
class ClientOperations implements CimOperations {
    private final EndpointClient client;
    private final Function<String, CimStatus> statuses;
    private final DeclaredTypes types = new DeclaredTypes();

    /** @param statuses what the code of a refusal stands for */
    ClientOperations(EndpointClient client, Function<String, CimStatus> statuses) {
        this.client = client;
        this.statuses = statuses;
    }

    private <T> T call(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (EndpointException e) {
            throw new CimException(statuses.apply(e.code()), String.valueOf(e.getMessage()), e);
        }
    }

    private static Traversal traversal(AssociationQuery query) {
        return new Traversal(
                query.source(), query.associationClass(), query.resultClass(), query.role(), query.resultRole());
    }

    private static void onlyAll(PropertyFilter properties) {
        if (properties.names().isPresent()) {
            throw new UnsupportedOperationException("the contract asks for a gap first");
        }
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        onlyAll(properties);
        return types.apply(call(() -> client.get(path)));
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        onlyAll(properties);
        return call(() -> client.enumerate(namespace, className)).map(types::apply);
    }

    @Override
    public Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className) {
        return call(() -> client.enumerateNames(namespace, className));
    }

    @Override
    public Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        onlyAll(properties);
        return call(() -> client.associators(traversal(query))).map(types::apply);
    }

    @Override
    public Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query) {
        return call(() -> client.associatorNames(traversal(query)));
    }

    @Override
    public Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        onlyAll(properties);
        return call(() -> client.references(traversal(query))).map(types::apply);
    }

    @Override
    public Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query) {
        return call(() -> client.referenceNames(traversal(query)));
    }

    @Override
    public CimPath create(RequestContext context, String namespace, CimInstance instance) {
        return call(() -> client.create(namespace, instance));
    }

    @Override
    public void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties) {
        onlyAll(properties);
        call(() -> {
            client.modify(path, changes);
            return path;
        });
    }

    @Override
    public void delete(RequestContext context, CimPath path) {
        call(() -> {
            client.delete(path);
            return path;
        });
    }

    @Override
    public MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        Invocation answer = call(() -> client.invoke(target, method, arguments));
        if (answer.returnCode() == 0) {
            return new MethodResult.Completed(answer.out());
        }
        return answer.job()
                .<MethodResult>map(job -> new MethodResult.JobStarted(job, answer.out()))
                .orElse(new MethodResult.Refused(answer.returnCode(), "no reason travels with a return code"));
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        throw new UnsupportedOperationException("the contract asks for a gap first");
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        throw new UnsupportedOperationException("the contract asks for a gap first");
    }

    @Override
    public List<String> namespaces() {
        throw new UnsupportedOperationException("no protocol tells");
    }
}
