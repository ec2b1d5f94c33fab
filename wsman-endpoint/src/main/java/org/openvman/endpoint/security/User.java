package org.openvman.endpoint.security;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.Role;

/** A line of the users file: {@code name:role:hash}. */
record User(String name, Role role, PasswordHash password) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no user name (letters, digits and . _ @ - are allowed, 64 at most)");
        }
    }

    static User parse(String line) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3) {
            throw new IllegalArgumentException("expected name:role:hash");
        }
        return new User(fields[0], role(fields[1]), PasswordHash.parse(fields[2]));
    }

    static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" is no role (reader, operator or administrator)");
    }

    Principal principal() {
        return new Principal(name, role);
    }

    @Override
    public String toString() {
        return name + ":" + role.name().toLowerCase(Locale.ROOT) + ":" + password;
    }
}
