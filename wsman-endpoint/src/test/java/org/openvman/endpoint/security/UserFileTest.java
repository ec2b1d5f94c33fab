package org.openvman.endpoint.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.Role;

class UserFileTest {
    @TempDir
    Path directory;

    @Test
    void keepsUsersAndRolesButNoPassword() throws IOException {
        UserFile users = new UserFile(directory.resolve("users"));
        users.put("bob", Role.READER, "hunter2".toCharArray());
        users.put("ann", Role.ADMINISTRATOR, "secret".toCharArray());

        assertThat(new UserFile(directory.resolve("users")).list())
                .containsExactly(new Principal("ann", Role.ADMINISTRATOR), new Principal("bob", Role.READER));
        assertThat(Files.readString(directory.resolve("users")))
                .contains("bob:reader:$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("hunter2")
                .doesNotContain("secret");
    }

    @Test
    void onlyTheOwnerMayReadItAndNothingIsLeftBesideIt() throws IOException {
        UserFile users = new UserFile(directory.resolve("state").resolve("users"));
        users.put("ann", Role.OPERATOR, "secret".toCharArray());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users.path())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory.resolve("state"))) {
            assertThat(files).containsExactly(users.path());
        }
    }

    @Test
    void refusesAFileThatOthersCanRead() throws IOException {
        UserFile users = new UserFile(directory.resolve("users"));
        users.put("ann", Role.OPERATOR, "secret".toCharArray());
        Files.setPosixFilePermissions(users.path(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new UserFile(users.path()).list())
                .hasRootCauseMessage("the users file " + users.path()
                        + " is open to others (rw-r--r--); run: chmod 600 " + users.path());
    }

    @Test
    void namesTheLineThatItCannotRead() throws IOException {
        Path file = directory.resolve("users");
        Files.writeString(file, "# users\nann:king:$argon2id$...\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new UserFile(file).list())
                .hasRootCauseMessage("\"king\" is no role (reader, operator or administrator)")
                .rootCause()
                .satisfies(cause -> assertThat(cause).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void removesAndRefusesNamesThatWouldBreakTheFile() {
        UserFile users = new UserFile(directory.resolve("users"));
        users.put("ann", Role.OPERATOR, "secret".toCharArray());

        assertThat(users.remove("bob")).isFalse();
        assertThat(users.remove("ann")).isTrue();
        assertThat(users.list()).isEmpty();
        assertThatThrownBy(() -> users.put("a:b", Role.READER, "x".toCharArray()))
                .hasMessageContaining("no user name");
        assertThatThrownBy(() -> users.put("ann", Role.READER, new char[0])).hasMessageContaining("empty password");
    }

    // Of the Argon2 reference implementation: argon2id, version 19, m=65536, t=2, p=1, salt "somesalt", "password".
    @Test
    void readsHashesOfOtherTools() {
        PasswordHash hash = PasswordHash.parse(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(hash.matches("password".toCharArray())).isTrue();
        assertThat(hash.matches("Password".toCharArray())).isFalse();
        assertThat(PasswordHash.parse(hash.toString()).matches("password".toCharArray()))
                .isTrue();
    }
}
