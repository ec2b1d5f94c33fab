package org.openvman.provider.operation;

import java.util.Optional;
import org.openvman.schema.cim.CimPath;

/**
 * What to follow from an instance (DSP0200 Associators and References; DSP0227 association filter).
 *
 * @param source the instance to start from
 * @param associationClass only associations of this class or its subclasses
 * @param resultClass only results of this class or its subclasses
 * @param role only associations in which the source has this role
 * @param resultRole only associations in which the result has this role
 */
public record AssociationQuery(
        CimPath source,
        Optional<String> associationClass,
        Optional<String> resultClass,
        Optional<String> role,
        Optional<String> resultRole) {

    /** Everything that is associated with the source. */
    public static AssociationQuery of(CimPath source) {
        return new AssociationQuery(source, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public AssociationQuery through(String association) {
        return new AssociationQuery(source, Optional.of(association), resultClass, role, resultRole);
    }

    public AssociationQuery to(String result) {
        return new AssociationQuery(source, associationClass, Optional.of(result), role, resultRole);
    }
}
