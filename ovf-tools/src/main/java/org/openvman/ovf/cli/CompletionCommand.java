package org.openvman.ovf.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ovf completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {"  source <(ovf completion)"})
final class CompletionCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    CompletionCommand() {}

    @Override
    public Integer call() {
        ovf.console().print(AutoComplete.bash("ovf", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
