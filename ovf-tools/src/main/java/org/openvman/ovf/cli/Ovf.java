package org.openvman.ovf.cli;

import static java.util.Map.entry;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ovf} and the options that all its subcommands share. */
@Command(
        name = "ovf",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "ovf 0.1.0",
        description = "Makes, checks and shows OVF packages, and deploys services from them.",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ovf new shop                      a service manifest to start from",
            "  ovf pack shop/service.yaml        make shop.ova of it",
            "  ovf check shop.ova                judge a package",
            "  ovf verify shop.ova               compare digests and signature",
            "  ovf show shop.ova --json          what is inside",
            "  ovf edit shop.ova --cpus db=4     change it, and nothing else in it",
            "  ovf convert vm.vmx -o vm.ova      from other descriptions",
            "  ovf deploy shop.ova               upload and deploy it",
            "  ovf status shop                   how it is",
            "  ovf set shop db --memory 512MiB   adjust a tier while it runs",
            "  ovf export web-1 -o web-1.ova     a virtual system; ovf import is the way back",
        },
        exitCodeListHeading = "%nExit codes:%n")
public final class Ovf implements Runnable {
    /** The commands in the order of the help. */
    static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            entry("new", NewCommand.class),
            entry("build", BuildCommand.class),
            entry("pack", PackCommand.class),
            entry("unpack", UnpackCommand.class),
            entry("sign", SignCommand.class),
            entry("verify", VerifyCommand.class),
            entry("check", CheckCommand.class),
            entry("show", ShowCommand.class),
            entry("edit", EditCommand.class),
            entry("diff", DiffCommand.class),
            entry("convert", ConvertCommand.class),
            entry("env", EnvCommand.class),
            entry("deploy", DeployCommand.class),
            entry("status", StatusCommand.class),
            entry("set", SetCommand.class),
            entry("undeploy", UndeployCommand.class),
            entry("export", ExportCommand.class),
            entry("import", ImportCommand.class),
            entry("completion", CompletionCommand.class),
            entry("man", ManCommand.class));

    /** Those that tell of all others. */
    private static final Set<String> DOCUMENTING = Set.of("completion", "man");

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print facts as JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print nothing but results and errors.")
    private boolean quiet;

    @Option(
            names = "--progress",
            scope = ScopeType.INHERIT,
            paramLabel = "auto|json|none",
            defaultValue = "auto",
            description = "How to tell of progress; json: one object a line on standard error.")
    private ProgressMode progress;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces of failures.")
    private boolean debug;

    /** Made by picocli, which also fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public Ovf() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "org/openvman/ovf/cli/logback-ovf.xml");
        }
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs the command with these streams; the result is its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Ovf ovf = new Ovf();
        CommandLine commandLine = new CommandLine(ovf);
        // A command that is added by its class alone keeps its model as it was declared: edit has its edits from a
        // transformer.
        asked(arguments)
                .forEach(command -> commandLine.addSubcommand(command.getKey(), new CommandLine(command.getValue())));
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(PackageArgument.class, PackageArgument::new)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(
                        (failure, command, result) -> Failures.report(failure, command, ovf.debug));
        documentExitCodes(commandLine);
        commandLine.getSubcommands().values().forEach(Ovf::documentExitCodes);
        return commandLine.execute(arguments);
    }

    /** The command alone, if it comes first: reading what all of them declare takes longer than most of them. */
    private static List<Map.Entry<String, Class<?>>> asked(String... arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0 && command.getKey().equals(arguments[0]))
                .filter(command -> !DOCUMENTING.contains(command.getKey()))
                .findFirst()
                .map(List::of)
                .orElse(COMMANDS);
    }

    private static void documentExitCodes(CommandLine command) {
        command.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings(command.getCommandName()));
    }

    /** Where commands print. */
    Console console() {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), json, quiet, progress);
    }

    /** Without a command: say how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
