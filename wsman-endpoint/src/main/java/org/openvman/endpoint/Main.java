package org.openvman.endpoint;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the endpoint. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 143 stopped by SIGTERM.
 */
@Command(
        name = "openvman",
        description = "Manages virtual systems through DMTF standards: WS-Management and CIM-XML.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {ServeCommand.class, UserCommand.class})
public final class Main {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::report);
    }

    /** One line for what a user can mend, the whole story for the rest. */
    private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("openvman: " + e.getMessage());
        if (e instanceof ConfigException || e instanceof IllegalArgumentException) {
            return WRONG_USAGE;
        }
        if (e.getMessage() == null) {
            e.printStackTrace(command.getErr());
        }
        return FAILED;
    }
}
