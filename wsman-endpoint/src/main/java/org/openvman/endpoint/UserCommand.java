package org.openvman.endpoint;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.openvman.endpoint.security.UserFile;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the users file. */
@Command(
        name = "user",
        description = "Adds, lists and removes users; a running endpoint notices at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list | remove)")
final class UserCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static UserFile users(Optional<Path> state) {
        return new UserFile(EndpointConfig.usersFile(state.orElseGet(() -> EndpointConfig.state(ConfigFile.empty()))));
    }

    @Command(description = "Adds a user, or changes one; the password comes from standard input.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, description = "reader, operator or administrator.") Role role,
            @Option(names = "--state", paramLabel = "DIR") Optional<Path> state)
            throws IOException {
        users(state).put(name, role, password());
        return 0;
    }

    @Command(description = "Lists users and roles.")
    int list(@Option(names = "--state", paramLabel = "DIR") Optional<Path> state) {
        for (Principal user : users(state).list()) {
            spec.commandLine()
                    .getOut()
                    .println(user.name() + " " + user.role().name().toLowerCase(Locale.ROOT));
        }
        return 0;
    }

    @Command(description = "Removes a user.")
    int remove(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--state", paramLabel = "DIR") Optional<Path> state) {
        if (users(state).remove(name)) {
            return 0;
        }
        spec.commandLine().getErr().println("openvman: no user " + name);
        return Main.FAILED;
    }

    private static char[] password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? new char[0] : typed;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
