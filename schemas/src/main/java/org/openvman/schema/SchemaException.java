package org.openvman.schema;

import java.util.List;

/** Declarations that do not fit together; the message lists every mistake, one a line. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    SchemaException(List<String> problems) {
        super(problems.size() + " mistakes in the schema:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each mistake, beginning with the name of the class or qualifier. */
    public List<String> problems() {
        return problems;
    }
}
