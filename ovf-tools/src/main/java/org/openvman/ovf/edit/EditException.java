package org.openvman.ovf.edit;

/** An edit that is not possible; the message names the thing and the remedy. */
public final class EditException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public EditException(String message) {
        super(message);
    }

    public EditException(String message, Throwable cause) {
        super(message, cause);
    }
}
