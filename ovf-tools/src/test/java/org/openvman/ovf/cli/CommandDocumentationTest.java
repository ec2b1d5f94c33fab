package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.ovf.cli.OvfRun.ovf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openvman.ovf.testing.Oracle;
import picocli.CommandLine.Command;

/** Every command says how it is used, with examples, and how it ends; the page for people says the same. */
class CommandDocumentationTest {
    private static final List<String> WITH_ENDPOINT =
            List.of("deploy", "status", "set", "undeploy", "export", "import");

    @TempDir
    Path folder;

    static Stream<String> commands() {
        return Ovf.COMMANDS.stream().map(Map.Entry::getKey);
    }

    @Test
    void everyCommandIsFoundByTheNameItDeclares() {
        assertThat(Ovf.COMMANDS)
                .allSatisfy(command -> assertThat(
                                command.getValue().getAnnotation(Command.class).name())
                        .isEqualTo(command.getKey()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpHasExamplesAndTheExitCodesOfTheCommand(String command) {
        String help = ovf(command, "--help").ends(ExitCode.OK).out();
        assertThat(help).contains("Usage: ovf " + command, "Examples:", "ovf " + command, "Exit codes:");
        // A terminal has 80 columns; an example that is folded cannot be copied.
        assertThat(Ovf.class.getAnnotation(Command.class).footer()).allMatch(line -> line.length() <= 80);
        assertThat(help.substring(help.indexOf("Examples:")).lines().skip(1))
                .allMatch(line -> line.startsWith("  ")
                        || line.equals(
                                "The password of an encrypted key comes from OVF_KEY_PASSWORD or is asked for."));
        Map<String, String> endings = ExitCode.meanings(command);
        endings.forEach((code, meaning) -> assertThat(help).containsPattern("(?m)^ +" + code + " +" + start(meaning)));
        assertThat(help.contains("the endpoint cannot be reached")).isEqualTo(WITH_ENDPOINT.contains(command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theManualPageIsReadByMan(String command) throws Exception {
        Path page = Files.writeString(
                folder.resolve("ovf-" + command + ".1"),
                ovf("man", command).ends(ExitCode.OK).out());
        assertThat(page).content().contains(".SH EXIT STATUS", ".SH EXAMPLES", "ovf " + command);
        assumeTrue(Oracle.succeeds("man", "-l", page.toString()), "no man that reads files");
        String read = Oracle.run("env", "MANWIDTH=120", "MANOPT=", "man", "--warnings", "-l", page.toString())
                .replaceAll(".\b", "")
                .replaceAll("[ \n]+", " ");
        assertThat(read)
                .doesNotContainPattern(":\\d+: (warning|error)")
                .doesNotContain("DEFAULT-VALUE")
                .contains("ovf-" + command + " - ", "--progress", "wrong usage");
    }

    @Test
    void thePageForPeopleHasEveryCommandAndEveryExitCode() throws IOException {
        String docs = Files.readString(Path.of("../docs/ovf-cli.md"));
        commands().forEach(command -> assertThat(docs).contains("`ovf " + command));
        ExitCode.meanings("ovf")
                .forEach((code, meaning) -> assertThat(docs).contains("| " + code + " | " + meaning + " |"));
    }

    @Test
    void anUnknownPageIsAskedForWithAHint() {
        assertThat(ovf("man", "pakc").ends(ExitCode.USAGE).err())
                .isEqualTo("ovf: there is no command 'pakc'; did you mean 'pack'?\n");
        assertThat(ovf("man").ends(ExitCode.OK).out()).contains(".TH OVF 1", "ovf\\-build(1)");
    }

    /** Help is folded at the width of a terminal. */
    private static String start(String meaning) {
        return meaning.substring(0, Math.min(20, meaning.length()));
    }
}
