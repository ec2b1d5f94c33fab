package org.openvman.ovf.client;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * The CIM operations of an endpoint, whatever the protocol.
 *
 * <p>Every operation throws {@link EndpointException} and nothing else for what the endpoint refused or what happened on
 * the way to it; its message is one line for people. Instances in results carry their path. WS-Management does not say
 * the types of values: over it, scalars are text ({@link CimInstance#string} reads both), and an array of one element
 * looks like a scalar ({@link CimInstance#elements} reads both). Streams ask for more as they are read; close those that
 * are not read to their end. A client is for one thread at a time.
 */
public interface EndpointClient extends AutoCloseable {

    /** Who answers. Needs no user where the protocol allows that. */
    Identity identify();

    CimInstance get(CimPath path);

    /** The instances of a class and of its subclasses. */
    Stream<CimInstance> enumerate(String namespace, String className);

    Stream<CimPath> enumerateNames(String namespace, String className);

    /** The instances at the other ends of associations. */
    Stream<CimInstance> associators(Traversal traversal);

    Stream<CimPath> associatorNames(Traversal traversal);

    /** The associations themselves; the traversal's result class and role choose among them. */
    Stream<CimInstance> references(Traversal traversal);

    Stream<CimPath> referenceNames(Traversal traversal);

    CimPath create(String namespace, CimInstance instance);

    /** Changes the properties that {@code changes} has. */
    void modify(CimPath path, CimInstance changes);

    void delete(CimPath path);

    /** Calls a method of an instance, or of a class when the path has no keys. */
    Invocation invoke(CimPath target, String method, List<CimArgument> arguments);

    @Override
    void close();
}
