package org.openvman.schema.mof;

import org.antlr.v4.runtime.Token;

/** MOF that cannot be read; the message is {@code file:line:column: what is wrong and what was expected}. */
public final class MofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;
    private final int column;

    MofException(String source, int line, int column, String problem) {
        super(source + ":" + line + ":" + column + ": " + problem);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    static MofException at(Token token, String problem) {
        return new MofException(
                token.getTokenSource().getSourceName(), token.getLine(), token.getCharPositionInLine() + 1, problem);
    }

    /** The name of the file, resource or text. */
    public String source() {
        return source;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }

    /** The column, counted from 1. */
    public int column() {
        return column;
    }
}
