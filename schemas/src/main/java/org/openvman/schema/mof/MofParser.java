package org.openvman.schema.mof;

import java.util.Collection;
import java.util.List;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.QualifierDeclaration;

/**
 * Reads MOF (DSP0004): one source and what it includes is one compilation unit.
 *
 * <p>Qualifiers must be declared before they are used, and the class of an instance in the same unit; both can be known
 * beforehand. Names keep the spelling of their declaration. What a class inherits is for {@code ClassRepository} to say.
 *
 * <p>Safe for any thread. Text from strangers is safe to read: depth, number and size of includes and the nesting of
 * instances are bounded, and nothing outside the root of the source is opened.
 */
public final class MofParser {
    private final List<QualifierDeclaration> knownQualifiers;
    private final List<CimClass> knownClasses;

    /** A parser that knows nothing yet. */
    public MofParser() {
        this(List.of(), List.of());
    }

    /** A parser for text that builds on these declarations. */
    public MofParser(Collection<QualifierDeclaration> knownQualifiers, Collection<CimClass> knownClasses) {
        this.knownQualifiers = List.copyOf(knownQualifiers);
        this.knownClasses = List.copyOf(knownClasses);
    }

    /**
     * Reads a source and what it includes.
     *
     * @throws MofException at the first mistake
     */
    public MofDeclarations parse(MofSource source) {
        Compilation compilation = new Compilation(knownQualifiers, knownClasses);
        compilation.read(source);
        return compilation.finish();
    }
}
