package org.openvman.conformance.check;

import java.util.ArrayList;
import java.util.List;

/** Collects the checks of one part of a document, in the order in which they are to run. */
public final class CheckGroup {
    private final String prefix;
    private String document;
    private final List<Check> checks = new ArrayList<>();

    /**
     * @param prefix of the ids, without the last dot
     */
    public CheckGroup(String prefix, String document) {
        this.prefix = prefix;
        this.document = document;
    }

    /** The checks that follow are of another document. */
    public CheckGroup under(String other) {
        document = other;
        return this;
    }

    public CheckGroup mandatory(String name, String clause, String text, Check.Body body) {
        return add(name, clause, Level.MANDATORY, text, body);
    }

    public CheckGroup conditional(String name, String clause, String text, Check.Body body) {
        return add(name, clause, Level.CONDITIONAL, text, body);
    }

    public CheckGroup optional(String name, String clause, String text, Check.Body body) {
        return add(name, clause, Level.OPTIONAL, text, body);
    }

    private CheckGroup add(String name, String clause, Level level, String text, Check.Body body) {
        checks.add(new Check(prefix + "." + name, new Requirement(document, clause, level, text), body));
        return this;
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }
}
