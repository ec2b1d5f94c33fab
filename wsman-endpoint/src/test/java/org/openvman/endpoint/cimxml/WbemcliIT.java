package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's {@code wbemcli} (package sblim-wbemcli), another CIM client in another language, as its users call it. */
class WbemcliIT {
    private static final RecordingOperations OPERATIONS = new RecordingOperations();
    private static CimXmlServer server;

    @BeforeAll
    static void start() {
        server = new CimXmlServer(OPERATIONS, CimXmlLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String url(String object) {
        return "http://user:secret@127.0.0.1:" + server.port() + "/root/virt:" + object;
    }

    private static String wbemcli(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wbemcli"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void getsAnInstance() throws Exception {
        assertThat(wbemcli("-nl", "gi", url("OVM_Thing.Name=\"two\"")))
                .contains("OVM_Thing.Name=\"two\"", "-Name=\"two\"");
    }

    @Test
    void getsChosenProperties() throws Exception {
        OPERATIONS.takeCalls();
        wbemcli("-nl", "gi", url("OVM_Thing.Name=\"two\""), "Name,Size");
        assertThat(OPERATIONS.takeCalls()).contains("get root/virt:OVM_Thing.Name=\"two\" [Name, Size]");
    }

    @Test
    void enumeratesInstances() throws Exception {
        // Without Settings: wbemcli 1.6 knows no arrays of embedded instances.
        assertThat(wbemcli("-nl", "ei", url("OVM_Thing"), "Name,Size,Tags,Setting"))
                .contains("-Name=\"two\"", "-Size=18446744073709551615", "-Tags=\"a\",\" b \",\"\"");
    }

    @Test
    void enumeratesInstanceNames() throws Exception {
        assertThat(wbemcli("ein", url("OVM_Thing"))).contains("root/virt:OVM_Thing.Name=\"two\"");
    }

    @Test
    void getsAClass() throws Exception {
        assertThat(wbemcli("gc", url("OVM_Thing"))).contains("OVM_Thing", "Size");
        assertThat(wbemcli("gcd", url("OVM_Thing"))).contains("OVM_Thing", "Change");
    }

    @Test
    void enumeratesClasses() throws Exception {
        assertThat(wbemcli("ec", url("OVM_Base"))).contains("OVM_Thing");
        assertThat(wbemcli("ecn", url("OVM_Base"))).contains("root/virt:OVM_Thing");
    }

    @Test
    void followsAssociations() throws Exception {
        String two = url("OVM_Thing.Name=\"two\"");
        assertThat(wbemcli("ain", "-ac", "OVM_Link", "-arr", "Dependent", two)).contains("OVM_Thing.Name=\"two\"");
        assertThat(wbemcli("-nl", "ai", "-arc", "OVM_Thing", two)).contains("-Name=\"two\"");
        assertThat(wbemcli("rin", two)).contains("OVM_Link.");
        assertThat(wbemcli("-nl", "ri", "-ar", "Antecedent", two)).contains("-Dependent=");
    }

    @Test
    void callsAMethod() throws Exception {
        OPERATIONS.takeCalls();
        // wbemcli sends no PARAMTYPE: the class decides what the text is.
        String output = wbemcli("cm", url("OVM_Thing.Name=\"two\""), "Restart.Mode=2");
        assertThat(OPERATIONS.takeCalls())
                .as(output)
                .contains("invoke root/virt:OVM_Thing.Name=\"two\" Restart [Mode:STRING=2]");
        assertThat(output).contains("Restart: 4096", "Job (reference): root/virt:OVM_Thing.Name=\"two\"");
    }

    @Test
    void showsStatusAndReasonOfAnError() throws Exception {
        assertThat(wbemcli("gi", url("OVM_Thing.Name=\"three\""))).contains("(6)", "no instance");
    }
}
