package org.openvman.ovf.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.service.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ovf man}: manual pages. */
@Command(
        name = "man",
        description = "Prints the manual page of a command, for man(1).",
        footer = {
            "  ovf man pack | man -l -",
            "  for c in new pack; do ovf man $c > /usr/local/man/man1/ovf-$c.1; done",
        })
final class ManCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command; ovf itself if not given.")
    private @Nullable String command;

    @SuppressWarnings("NullAway.Init")
    ManCommand() {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        ovf.console()
                .print(ManPage.of(command == null ? root : find(root, command)).strip());
        return ExitCode.OK;
    }

    private static CommandLine find(CommandLine root, String name) {
        CommandLine found = root.getSubcommands().get(name);
        if (found == null) {
            String hint = NearestName.of(name, root.getSubcommands().keySet())
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("");
            throw new CommandFailure(ExitCode.USAGE, "there is no command '" + name + "'" + hint);
        }
        return found;
    }
}
