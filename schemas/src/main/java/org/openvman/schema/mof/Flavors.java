package org.openvman.schema.mof;

import java.util.List;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.mof.MofGrammarParser.FlavorContext;

/** What becomes of a qualifier in subclasses and translations (DSP0004, qualifier flavors). */
record Flavors(boolean overridable, boolean toSubclass, boolean translatable) {
    /** What holds where a declaration says nothing. */
    static final Flavors DEFAULT = new Flavors(true, true, false);

    static Flavors of(QualifierDeclaration declaration) {
        return new Flavors(declaration.overridable(), declaration.toSubclass(), declaration.translatable());
    }

    Flavors with(List<FlavorContext> changes) {
        Flavors flavors = this;
        for (FlavorContext change : changes) {
            flavors = flavors.with(change.getStart().getType());
        }
        return flavors;
    }

    private Flavors with(int change) {
        return switch (change) {
            case MofGrammarParser.ENABLEOVERRIDE -> new Flavors(true, toSubclass, translatable);
            case MofGrammarParser.DISABLEOVERRIDE -> new Flavors(false, toSubclass, translatable);
            case MofGrammarParser.TOSUBCLASS -> new Flavors(overridable, true, translatable);
            case MofGrammarParser.RESTRICTED -> new Flavors(overridable, false, translatable);
            default -> new Flavors(overridable, toSubclass, true);
        };
    }
}
