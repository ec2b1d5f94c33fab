package org.openvman.provider.operation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * The CIM operations that every protocol adapter calls and nothing below knows of (after DSP0223, generic operations).
 *
 * <p>Implementations are safe for use by many threads. Every operation throws {@link CimException} and nothing else for
 * what a client did wrong or what failed beneath; the message names the thing. Paths come in with a namespace; the keys
 * may be untyped text, the implementation coerces them to the types the class declares. Streams are lazy, may be closed
 * early, and see one snapshot of the model however long they are pulled. Instances in results carry their path.
 */
public interface CimOperations {

    /**
     * One instance by path. The path may name a superclass: the instance is found and returned in its own class.
     *
     * @throws CimException INVALID_NAMESPACE, INVALID_CLASS, INVALID_PARAMETER (keys; see {@link CimException#detail}),
     *     NOT_FOUND
     */
    CimInstance get(RequestContext context, CimPath path, PropertyFilter properties);

    /**
     * All instances of a class and its subclasses.
     *
     * @throws CimException INVALID_NAMESPACE, INVALID_CLASS
     */
    Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties);

    /** As {@link #enumerate}, only the paths. */
    Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className);

    /**
     * The instances at the other ends of the associations that the query names.
     *
     * @throws CimException INVALID_NAMESPACE, INVALID_CLASS, INVALID_PARAMETER, NOT_FOUND (no such source)
     */
    Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties);

    /** As {@link #associators}, only the paths. */
    Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query);

    /** The association instances that touch the source of the query; its result class and role filter them. */
    Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties);

    /** As {@link #references}, only the paths. */
    Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query);

    /**
     * Creates an instance of a class that allows it.
     *
     * @throws CimException NOT_SUPPORTED, ALREADY_EXISTS, INVALID_PARAMETER
     */
    CimPath create(RequestContext context, String namespace, CimInstance instance);

    /**
     * Changes the properties that are in {@code changes} and accepted by the filter.
     *
     * @throws CimException NOT_SUPPORTED, NOT_FOUND, INVALID_PARAMETER
     */
    void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties);

    /**
     * Deletes an instance of a class that allows it.
     *
     * @throws CimException NOT_SUPPORTED, NOT_FOUND
     */
    void delete(RequestContext context, CimPath path);

    /**
     * Calls a method of an instance. Arguments may be untyped text; they are checked and coerced against the declaration.
     *
     * @throws CimException METHOD_NOT_FOUND, METHOD_NOT_AVAILABLE, INVALID_PARAMETER, NOT_FOUND, or FAILED with the
     *     hypervisor's reason
     */
    MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments);

    /**
     * A class with everything it inherits in place.
     *
     * @throws CimException INVALID_NAMESPACE, NOT_FOUND
     */
    CimClass getClass(RequestContext context, String namespace, String className);

    /**
     * The subclasses of a class, or the top level classes without one; all levels when deep.
     *
     * @throws CimException INVALID_NAMESPACE, INVALID_CLASS
     */
    List<CimClass> enumerateClasses(RequestContext context, String namespace, Optional<String> className, boolean deep);

    /** The namespaces that this server has, the default one first. */
    List<String> namespaces();
}
