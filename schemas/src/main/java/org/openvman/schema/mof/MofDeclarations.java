package org.openvman.schema.mof;

import java.util.List;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.QualifierDeclaration;

/**
 * What a MOF compilation unit declares, in its order and as written: nothing is inherited yet.
 *
 * <p>An instance whose keys are all given has a path in the namespace that the last {@code #pragma namespace} named.
 */
public record MofDeclarations(
        List<QualifierDeclaration> qualifiers, List<CimClass> classes, List<CimInstance> instances) {

    public MofDeclarations {
        qualifiers = List.copyOf(qualifiers);
        classes = List.copyOf(classes);
        instances = List.copyOf(instances);
    }
}
