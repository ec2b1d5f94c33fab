package org.openvman.ovf.sign;

import java.nio.file.Path;
import java.util.Optional;

/** Knows the passwords of key files, or asks somebody who does. Passwords are in no message and no log. */
@FunctionalInterface
public interface PasswordSource {

    /** The password of a file; empty when nobody can be asked. The caller overwrites it after use. */
    Optional<char[]> passwordOf(Path file);
}
