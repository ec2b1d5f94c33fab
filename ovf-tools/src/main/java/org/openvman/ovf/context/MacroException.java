package org.openvman.ovf.context;

/** A macro that cannot be expanded; the message names it and says what there is. */
public final class MacroException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MacroException(String message) {
        super(message);
    }
}
