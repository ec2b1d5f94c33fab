package org.openvman.provider.operation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * Lets through what the principal's role allows: readers read, operators also change the state of what exists,
 * administrators do everything.
 */
public final class AuthorizedOperations implements CimOperations {
    /** Methods that answer a question and change nothing. */
    private static final Set<String> READING = Set.of(
            "getcentralinstances", "geterrors", "geterror", "showmetrics", "showmetricsbyclass", "getmetricvalues");

    /** Methods that change the state of what exists, and nothing else of it. */
    private static final Set<String> OPERATING = Set.of("requeststatechange", "startapplication", "stopapplication");

    private final CimOperations operations;

    public AuthorizedOperations(CimOperations operations) {
        this.operations = operations;
    }

    private static void require(RequestContext context, Role needed, String what) {
        Principal principal = context.principal();
        if (!principal.role().includes(needed)) {
            throw new CimException(
                    CimStatus.ACCESS_DENIED,
                    principal.name() + " is " + article(principal.role()) + " and may not " + what + " (that takes "
                            + article(needed) + ")");
        }
    }

    private static String article(Role role) {
        return (role == Role.READER ? "a " : "an ") + role.name().toLowerCase(Locale.ROOT);
    }

    private static Role needed(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        if (READING.contains(name)) {
            return Role.READER;
        }
        return OPERATING.contains(name) ? Role.OPERATOR : Role.ADMINISTRATOR;
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        return operations.get(context, path, properties);
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        return operations.enumerate(context, namespace, className, properties);
    }

    @Override
    public Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className) {
        return operations.enumerateNames(context, namespace, className);
    }

    @Override
    public Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        return operations.associators(context, query, properties);
    }

    @Override
    public Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query) {
        return operations.associatorNames(context, query);
    }

    @Override
    public Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        return operations.references(context, query, properties);
    }

    @Override
    public Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query) {
        return operations.referenceNames(context, query);
    }

    @Override
    public CimPath create(RequestContext context, String namespace, CimInstance instance) {
        require(context, Role.ADMINISTRATOR, "create instances of " + instance.className());
        return operations.create(context, namespace, instance);
    }

    @Override
    public void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties) {
        require(context, Role.ADMINISTRATOR, "modify instances of " + path.className());
        operations.modify(context, path, changes, properties);
    }

    @Override
    public void delete(RequestContext context, CimPath path) {
        require(context, Role.ADMINISTRATOR, "delete instances of " + path.className());
        operations.delete(context, path);
    }

    @Override
    public MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        require(context, needed(method), "call " + method + " of " + target.className());
        return operations.invoke(context, target, method, arguments);
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        return operations.getClass(context, namespace, className);
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        return operations.enumerateClasses(context, namespace, className, deep);
    }

    @Override
    public List<String> namespaces() {
        return operations.namespaces();
    }
}
