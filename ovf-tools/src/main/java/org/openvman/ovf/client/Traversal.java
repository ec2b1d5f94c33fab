package org.openvman.ovf.client;

import java.util.Optional;
import org.openvman.schema.cim.CimPath;

/**
 * Which associations to follow (DSP0200 Associators; DSP0227 association filter).
 *
 * @param source the instance to start from
 * @param associationClass only associations of this class or its subclasses
 * @param resultClass only results of this class or its subclasses
 * @param role only associations in which the source has this role
 * @param resultRole only associations in which the result has this role
 */
public record Traversal(
        CimPath source,
        Optional<String> associationClass,
        Optional<String> resultClass,
        Optional<String> role,
        Optional<String> resultRole) {

    /** Everything that is associated with the source. */
    public static Traversal of(CimPath source) {
        return new Traversal(source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Traversal through(String association) {
        return new Traversal(source, Optional.of(association), resultClass, role, resultRole);
    }

    public Traversal to(String result) {
        return new Traversal(source, associationClass, Optional.of(result), role, resultRole);
    }
}
