package org.openvman.ovf.sign;

/** A key, a certificate or a password that cannot be used; the message names the file and the remedy. */
public final class SigningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningException(String message) {
        super(message);
    }

    SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
