package org.openvman.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.report.ConsoleReport;
import org.openvman.conformance.report.HtmlReport;
import org.openvman.conformance.report.JUnitReport;
import org.openvman.conformance.report.JsonReport;
import org.openvman.conformance.report.ReportHeading;
import org.openvman.conformance.report.SavedExchanges;
import org.openvman.conformance.suite.vman.TestBoot;
import org.openvman.conformance.wire.Credentials;
import org.openvman.conformance.wire.Unreachable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code conform}. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        version = "OpenVMAN conform 0.1.0",
        description = "Checks a WS-Management endpoint against DMTF documents, over the wire only.",
        footer = {
            "",
            "The password is taken from the environment: OPENVMAN_PASSWORD.",
            "The vman suite defines a virtual system named conform-... on the target and destroys it.",
            "",
            "Exit codes: 0 no check failed, 1 some failed, 2 target unreachable, 64 usage."
        })
public final class Conform implements Callable<Integer> {
    static final int SOME_FAILED = 1;
    static final int UNREACHABLE = 2;
    static final int USAGE = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "The endpoint, as http://host:5985/wsman.")
    private @Nullable URI url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in, by HTTP Basic.")
    private @Nullable String user;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            required = true,
            description = "wsman (DSP0226, DSP0227, DSP0230) or vman (DSP1033, 1041, 1042, 1057, 1103).")
    private String suite = "";

    @Option(names = "--profile", paramLabel = "DSPnnnn", description = "Only the checks of this document.")
    private @Nullable String profile;

    @Option(names = "--check", paramLabel = "ID", description = "Only this check, or those whose id begins so.")
    private @Nullable String only;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "CIM namespace to ask for; else the target's own.")
    private @Nullable String namespace;

    @Option(
            names = "--root",
            paramLabel = "FOLDER",
            description =
                    "Folder of the target's host that test systems take as their root, where systems are containers.")
    private @Nullable String root;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description =
                    "Disk image of the target's host that test systems boot from and cannot write, where none starts without a system.")
    private @Nullable String image;

    @Option(
            names = "--boot-time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the system of --image takes to come up (default: ${DEFAULT-VALUE}).")
    private int bootSeconds;

    @Option(
            names = "--interop",
            paramLabel = "NAME",
            defaultValue = "root/interop",
            description = "Namespace of the registered profiles (default: ${DEFAULT-VALUE}).")
    private String interop = "";

    @Option(
            names = "--class",
            paramLabel = "NAME",
            defaultValue = "CIM_ComputerSystem",
            description = "A class with instances, on which the wsman suite tries the protocol (default:"
                    + " ${DEFAULT-VALUE}).")
    private String sampleClass = "";

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write junit.xml, report.html and the exchanges of failed checks there.")
    private @Nullable Path report;

    @Option(names = "--list", description = "List the checks and their requirements, run none.")
    private boolean list;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(new Conform());
        commandLine.setParameterExceptionHandler((problem, given) -> {
            PrintWriter err = commandLine.getErr();
            err.println(problem.getMessage());
            err.println("Try 'conform --help'.");
            return USAGE;
        });
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (!Suites.names().contains(suite)) {
            throw usage("no suite \"" + suite + "\"; there are " + String.join(", ", Suites.names()));
        }
        Target target = target();
        List<Check> wanted = Run.of(suite, target).suite().checks().stream()
                .filter(this::isWanted)
                .toList();
        if (wanted.isEmpty()) {
            throw usage("suite " + suite + " has no such check; see --list");
        }
        PrintWriter out = commandLine().getOut();
        if (list) {
            if (json) {
                JsonReport.list(out, wanted);
            } else {
                ConsoleReport.list(out, wanted);
            }
            return CommandLine.ExitCode.OK;
        }
        return run(target, out);
    }

    private int run(Target target, PrintWriter out) throws IOException {
        ReportHeading heading =
                new ReportHeading(suite, target.toString(), Clock.systemUTC().instant());
        ConsoleReport console = new ConsoleReport(out, System.console() != null && System.getenv("NO_COLOR") == null);
        Run run = Run.of(suite, target);
        // Ctrl-C must not leave a virtual system behind.
        Thread cleanUp = new Thread(run::close, "conform-clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        List<CheckResult> results;
        try (run) {
            run.requireTarget();
            if (!json) {
                console.begin(heading);
            }
            results = run.all(this::isWanted, result -> {
                if (!json) {
                    console.result(result);
                }
            });
        } catch (Unreachable e) {
            commandLine().getErr().println(e.getMessage());
            return UNREACHABLE;
        } finally {
            forget(cleanUp);
        }
        if (report != null) {
            write(report, heading, results);
        }
        if (json) {
            JsonReport.results(out, heading, results);
        } else {
            console.end(results, Optional.ofNullable(report));
        }
        return results.stream().anyMatch(CheckResult::failed) ? SOME_FAILED : CommandLine.ExitCode.OK;
    }

    private static void forget(Thread cleanUp) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleanUp);
        } catch (IllegalStateException e) {
            // The program is being stopped, and the hook is at work.
        }
    }

    private static void write(Path directory, ReportHeading heading, List<CheckResult> results) {
        try {
            SavedExchanges.write(directory, results);
            JUnitReport.write(directory.resolve("junit.xml"), heading, results);
            HtmlReport.write(directory.resolve("report.html"), heading, results);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
        }
    }

    private boolean isWanted(Check check) {
        return (profile == null || check.isOf(profile))
                && (only == null || check.id().startsWith(only));
    }

    private Target target() {
        if (url == null) {
            if (list) {
                return new Target(
                        URI.create("http://localhost/wsman"),
                        Optional.empty(),
                        Optional.empty(),
                        interop,
                        sampleClass,
                        TestBoot.NOTHING);
            }
            throw usage("Missing required option: '--url=URL'");
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw usage("--url must be like http://host:5985/wsman, not " + url);
        }
        return new Target(
                url,
                credentials(),
                Optional.ofNullable(namespace),
                interop,
                sampleClass,
                new TestBoot(Optional.ofNullable(root), Optional.ofNullable(image), Duration.ofSeconds(bootSeconds)));
    }

    private Optional<Credentials> credentials() {
        if (user == null) {
            return Optional.empty();
        }
        String password = System.getenv("OPENVMAN_PASSWORD");
        if (password == null) {
            throw usage("--user needs the password in the environment, as OPENVMAN_PASSWORD");
        }
        return Optional.of(new Credentials(user, password));
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli injects the spec before it calls");
        }
        return spec.commandLine();
    }
}
