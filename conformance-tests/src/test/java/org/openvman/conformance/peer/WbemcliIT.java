package org.openvman.conformance.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;

/** Debian's {@code wbemcli}, a CIM-XML client in C, as its users call it, with real profiles behind. */
@ExtendWith(SharedEndpoint.class)
class WbemcliIT {
    /** What the simulator starts with; other tests may have defined more. */
    private static final int SYSTEMS = 20;

    private static final String HOST =
            "OpenVMAN_HostComputerSystem.CreationClassName=\"OpenVMAN_HostComputerSystem\",Name=\"simulator\"";

    @TempDir
    private Path directory;

    private String base = "";

    @BeforeAll
    static void require() {
        Tool.require("wbemcli", "sblim-wbemcli");
    }

    @BeforeEach
    void configure(LiveEndpoint endpoint) {
        base = "http://" + endpoint.login().user() + ":" + endpoint.login().password() + "@"
                + endpoint.url().getAuthority() + "/";
    }

    private String wbemcli(String command, String object, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of("wbemcli", "-nl", command));
        int last = more.length == 0 || more[0].startsWith("-") ? more.length : 0;
        line.addAll(Arrays.asList(more).subList(0, last));
        line.add(base + object);
        line.addAll(Arrays.asList(more).subList(last, more.length));
        return new Tool(directory, Map.of()).run(line.toArray(String[]::new));
    }

    @Test
    void getsAClass() throws IOException {
        assertThat(wbemcli("gc", "root/virt:CIM_ComputerSystem")).contains("EnabledState");
    }

    @Test
    void enumeratesInstances() throws IOException {
        assertThat(wbemcli("ei", "root/virt:CIM_ComputerSystem"))
                .contains("-CreationClassName=\"OpenVMAN_HostComputerSystem\"")
                .contains("-CreationClassName=\"OpenVMAN_ComputerSystem\"");
    }

    @Test
    void enumeratesNamesInBothNamespaces() throws IOException {
        assertThat(wbemcli("ein", "root/virt:CIM_ComputerSystem").lines()).hasSizeGreaterThan(SYSTEMS);
        assertThat(wbemcli("ein", "root/interop:CIM_RegisteredProfile"))
                .contains("OpenVMAN_RegisteredProfile.InstanceID");
    }

    @Test
    void getsAnInstance() throws IOException {
        assertThat(wbemcli("gi", "root/virt:" + HOST)).contains("-Name=\"simulator\"");
    }

    @Test
    void followsAssociations() throws IOException {
        assertThat(wbemcli("ai", "root/virt:" + HOST, "-ac", "CIM_HostedService"))
                .contains("-Name=\"VirtualSystemManagement\"");
        assertThat(wbemcli("ain", "root/virt:" + HOST, "-arc", "CIM_ComputerSystem")
                        .lines())
                .hasSizeGreaterThanOrEqualTo(SYSTEMS);
        assertThat(wbemcli("ri", "root/virt:" + HOST)).contains("-Antecedent=");
        assertThat(wbemcli("rin", "root/virt:" + HOST)).contains("OpenVMAN_HostedResourcePool.");
    }

    @Test
    void callsAMethodAndSeesWhatItDid() throws IOException {
        String system = wbemcli("ein", "root/virt:OpenVMAN_ComputerSystem")
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst("^[^/]*/", "");
        // Active or not: one of the two requests is allowed.
        String off = wbemcli("cm", system, "RequestStateChange.RequestedState=3");
        assertThat(off).containsAnyOf("RequestStateChange: 0", "RequestStateChange: 4097");
        assertThat(wbemcli("gi", system)).contains("-EnabledState=3");
        assertThat(wbemcli("cm", system, "RequestStateChange.RequestedState=2")).contains("RequestStateChange: 0");
        assertThat(wbemcli("gi", system)).contains("-EnabledState=2");
    }

    @Test
    void showsTheStatusOfAnError() throws IOException {
        assertThat(wbemcli("gi", "root/virt:" + HOST.replace("\"simulator\"", "\"nobody\"")))
                .contains("(6)", "nobody");
        assertThat(wbemcli("ei", "root/virt:CIM_NoSuchClass")).contains("(5)");
    }
}
