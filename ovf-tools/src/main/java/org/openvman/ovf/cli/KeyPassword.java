package org.openvman.ovf.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.openvman.ovf.sign.PasswordSource;

/** The password of a key: from the environment, or from a person at a terminal. Never from the command line. */
final class KeyPassword implements PasswordSource {
    private static final String VARIABLE = "OVF_KEY_PASSWORD";

    @Override
    public Optional<char[]> passwordOf(Path file) {
        String given = System.getenv(VARIABLE);
        if (given != null) {
            return Optional.of(given.toCharArray());
        }
        return Terminal.find().map(terminal -> {
            char[] typed = terminal.readPassword("Password of %s: ", file);
            return typed == null ? new char[0] : typed;
        });
    }
}
