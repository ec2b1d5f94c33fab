package org.openvman.ovf.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.check.CheckOptions;
import org.openvman.ovf.check.Finding;
import org.openvman.ovf.check.PackageCheck;
import org.openvman.ovf.check.Severity;
import org.openvman.ovf.check.Target;
import org.openvman.ovf.io.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf check}: judges packages, descriptors and service manifests. */
@Command(
        name = "check",
        description = "Judges packages, descriptors and service manifests.",
        footer = {
            "  ovf check shop.ova                       files, sizes, digests too",
            "  ovf check https://host/shop.ovf          with the files beside it",
            "  ovf check --descriptor-only *.ovf        descriptors whose files are not there",
            "  ovf check shop.ova --profile vsphere     what that importer would say",
            "  ovf check --strict --descriptor-only *.ovf   what the schema says",
            "  ovf check shop.ova --json                rule, line, column, remedy ...",
        })
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "OVA or descriptor, also by its URL, folder or service manifest.")
    private List<PackageArgument> files;

    @Option(names = "--descriptor-only", description = "Do not look for the files that the descriptor refers to.")
    private boolean descriptorOnly;

    @Option(names = "--strict", description = "Say what the schema of the descriptor's version says, nothing else.")
    private boolean strict;

    @Option(
            names = "--remote",
            description = "Look at files with a URL of their own too: fetch their sizes and the heads of their images.")
    private boolean remote;

    @Option(
            names = "--profile",
            paramLabel = "TARGET",
            description = "Judge for an importer: ${COMPLETION-CANDIDATES}.")
    private @Nullable Target target;

    @SuppressWarnings("NullAway.Init")
    CheckCommand() {}

    @Override
    public Integer call() {
        if (strict && target != null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--strict asks the schema alone, and --profile an importer; leave one of them out");
        }
        PackageCheck check = new PackageCheck(
                new CheckOptions(descriptorOnly, strict, remote, Optional.ofNullable(target)), Progress.NONE);
        Console console = ovf.console();
        int exitCode = ExitCode.OK;
        List<Map<String, Object>> reports = new ArrayList<>();
        for (PackageArgument argument : files) {
            String file = argument.text();
            List<Finding> findings = check.check(file);
            int verdict = exitCode(findings);
            exitCode = Math.max(exitCode, verdict);
            if (console.isJson()) {
                reports.add(asJson(file, verdict, findings));
            } else {
                print(console, file, verdict, findings);
            }
        }
        if (console.isJson()) {
            console.printJson(reports);
        }
        return exitCode;
    }

    private static int exitCode(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.UNREADABLE)) {
            return ExitCode.UNREADABLE;
        }
        boolean error = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return error ? ExitCode.ERROR : ExitCode.OK;
    }

    private static void print(Console console, String file, int verdict, List<Finding> findings) {
        for (Finding finding : findings) {
            console.print(finding.toString());
            console.say("  " + finding.remedy());
        }
        long errors = findings.stream()
                .filter(finding -> finding.severity() != Severity.WARNING)
                .count();
        console.say(file + ": " + word(verdict) + " (" + count(errors, "error") + ", "
                + count(findings.size() - errors, "warning") + ")");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String word(int verdict) {
        return switch (verdict) {
            case ExitCode.OK -> "acceptable";
            case ExitCode.ERROR -> "not acceptable";
            default -> "cannot be read";
        };
    }

    private static Map<String, Object> asJson(String file, int verdict, List<Finding> findings) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", file);
        report.put("verdict", word(verdict));
        report.put("findings", findings.stream().map(CheckCommand::asJson).toList());
        return report;
    }

    private static Map<String, Object> asJson(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.rule().id());
        fields.put("severity", finding.severity().toString());
        fields.put("file", finding.at().file());
        fields.put("line", finding.at().line());
        fields.put("column", finding.at().column());
        fields.put("message", finding.message());
        fields.put("why", finding.rule().why());
        fields.put("remedy", finding.remedy());
        return fields;
    }
}
