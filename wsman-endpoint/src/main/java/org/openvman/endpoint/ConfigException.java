package org.openvman.endpoint;

/** The configuration cannot be used; the message names the file, the key and what is wrong. */
final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
