package org.openvman.ovf.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of a command, in the macros of man(7), from what picocli knows of it. */
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    static String of(CommandLine command) {
        return new ManPage(command.getCommandSpec()).write();
    }

    /** {@code ovf-pack}, as {@code man ovf-pack} has it. */
    private String name() {
        return command.qualifiedName("-");
    }

    private String write() {
        UsageMessageSpec usage = command.usageMessage();
        line(".TH " + name().toUpperCase(Locale.ROOT) + " 1 \"\" \""
                + command.root().version()[0] + "\" \"OpenVMAN\"");
        section("NAME");
        line(escaped(name() + " - " + description(usage.description())));
        section("SYNOPSIS");
        line(".nf");
        line(escaped(new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .stripTrailing()));
        line(".fi");
        if (!command.positionalParameters().isEmpty()) {
            section("PARAMETERS");
            command.positionalParameters().forEach(this::parameter);
        }
        section("OPTIONS");
        command.options().stream().filter(option -> !option.hidden()).forEach(this::option);
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            command.subcommands()
                    .forEach((name, each) -> tagged(
                            command.qualifiedName("-") + "-" + name + "(1)",
                            description(each.getCommandSpec().usageMessage().description())));
        }
        section("EXIT STATUS");
        usage.exitCodeList().forEach((code, meaning) -> tagged(code, meaning));
        section("ENVIRONMENT");
        environment().forEach(this::tagged);
        section("EXAMPLES");
        line(".nf");
        Stream.of(usage.footer()).map(ManPage::escaped).forEach(this::line);
        line(".fi");
        section("SEE ALSO");
        line(escaped(
                command.parent() == null
                        ? command.subcommands().keySet().stream()
                                .map(each -> name() + "-" + each + "(1)")
                                .collect(Collectors.joining(", "))
                        : command.parent().qualifiedName("-") + "(1)"));
        return page.toString();
    }

    private Map<String, String> environment() {
        String colour = "When set, help is printed without colours, on a terminal too.";
        return command.findOption("--endpoint") == null
                ? Map.of("NO_COLOR", colour)
                : Map.of("OPENVMAN_PASSWORD", "Password of the user; asked for when not set.");
    }

    private void option(OptionSpec option) {
        String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        tagged(String.join(", ", option.names()) + label, description(option.description()));
    }

    private void parameter(PositionalParamSpec parameter) {
        tagged(parameter.paramLabel(), description(parameter.description()));
    }

    /** With the defaults filled in, which picocli does as it renders help. */
    private static String description(String[] lines) {
        return String.join(" ", List.of(lines));
    }

    private void tagged(String tag, String text) {
        line(".TP");
        line(".B " + escaped(tag));
        line(escaped(text));
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** Hyphens that a reader may copy stay hyphens, and no line of text begins a macro (groff(7), escapes). */
    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .lines()
                .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
                .collect(Collectors.joining("\n"));
    }
}
