package org.openvman.ovf.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openvman.ovf.diff.Difference;
import org.openvman.ovf.diff.PackageDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf diff}: what two packages mean differently. */
@Command(
        name = "diff",
        description = {
            "Compares two packages by meaning: units, prefixes, order and InstanceIDs do not count.",
            "The exit code is 0 when both mean the same and 1 when they differ."
        },
        footer = {
            "  ovf diff old.ova new.ova",
            "  ovf diff service.yaml shop.ova --json",
            "  ovf diff shop.ova https://host/shop.ova    fetches the descriptor only",
            "  ovf diff a.ovf b.ovf --ignore version   leave out what begins so",
        })
final class DiffCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "OVA or descriptor, also by its URL, folder or service manifest.")
    private PackageArgument before;

    @Parameters(index = "1", paramLabel = "B", description = "What to compare it with, in any of these forms.")
    private PackageArgument after;

    @Option(names = "--ignore", paramLabel = "PATH", description = "Leave out facts whose path begins so.")
    private List<String> ignored = List.of();

    @SuppressWarnings("NullAway.Init")
    DiffCommand() {}

    @Override
    public Integer call() throws IOException {
        List<Difference> differences =
                PackageDiff.of(
                                before.descriptor().descriptor(),
                                after.descriptor().descriptor())
                        .stream()
                        .filter(difference -> ignored.stream().noneMatch(difference.path()::startsWith))
                        .toList();
        Console console = ovf.console();
        if (console.isJson()) {
            console.printJson(differences.stream().map(DiffCommand::asJson).toList());
        } else {
            differences.forEach(difference -> console.print(difference.toString()));
            if (differences.isEmpty()) {
                console.say("no difference");
            }
        }
        return differences.isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }

    private static Map<String, Object> asJson(Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", difference.path());
        difference.before().ifPresent(value -> json.put("before", value));
        difference.after().ifPresent(value -> json.put("after", value));
        return json;
    }
}
