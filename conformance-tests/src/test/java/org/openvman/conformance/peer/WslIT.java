package org.openvman.conformance.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;

/** Debian's {@code wsl}, a WS-Management client in shell and curl, as its users call it. */
@ExtendWith(SharedEndpoint.class)
class WslIT {
    private static final String HOST = "OpenVMAN_HostComputerSystem";
    /** What the simulator starts with; other tests may have defined more. */
    private static final int SYSTEMS = 20;

    private static final String[] HOST_KEYS = {"CreationClassName=" + HOST, "Name=simulator"};

    @TempDir
    private Path directory;

    private Tool wsl = new Tool(Path.of("."), Map.of());

    @BeforeAll
    static void require() {
        Tool.require("wslid", "wsl");
        Tool.require("curl", "curl");
        Tool.require("xmllint", "libxml2-utils");
    }

    @BeforeEach
    void configure(LiveEndpoint endpoint) {
        wsl = new Tool(
                directory,
                Map.of(
                        "HOME", directory.toString(),
                        "WSENDPOINT", endpoint.url().getAuthority(),
                        "WSUSER", endpoint.login().user(),
                        "WSPASS", endpoint.login().password(),
                        "WSNOSSL", "true",
                        "WSDEFAULTSCHEMA", "schemas.openvman.org"));
    }

    private String response() throws IOException {
        return Files.readString(directory.resolve("response.xml"));
    }

    /** All answers of an enumeration, which wsl writes to numbered files. */
    private String responses() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.newDirectoryStream(directory, "response-*.xml")) {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void identifies() throws IOException {
        wsl.run("wslid", "check");
        assertThat(response()).contains("<wsmid:ProductVendor>OpenVMAN</wsmid:ProductVendor>");
    }

    @Test
    void enumeratesAClassOfTheStandardWithOurInstances() throws IOException {
        wsl.run("wslenum", "CIM_ComputerSystem");
        assertThat(responses().split("<p:OpenVMAN_ComputerSystem[ >]", -1)).hasSizeGreaterThan(SYSTEMS);
        assertThat(responses()).contains("EndOfSequence").doesNotContain("Fault");
    }

    @Test
    void enumeratesOptimizedAndByReference() throws IOException {
        wsl.run("wslenum", "CIM_ComputerSystem", "-mode", "epr", "-opti", "8");
        assertThat(responses().split("<wsa:EndpointReference>", -1)).hasSizeGreaterThan(SYSTEMS);
        wsl.run("wslenum", HOST, "-mode", "objepr", "-opti", "8");
        assertThat(responses()).contains("<wsman:Item>", "<p:" + HOST);
    }

    @Test
    void enumeratesInAnotherNamespace() throws IOException {
        wsl.run("wslenum", "CIM_RegisteredProfile", "-ns", "root/interop", "-opti", "50");
        assertThat(responses()).contains("System Virtualization");
    }

    // wsl has its words the other way round: -references asks for AssociatedInstances, -associators for
    // AssociationInstances.
    @Test
    void followsAssociations() throws IOException {
        wsl.run("wslenum", HOST, "-references", HOST_KEYS[0], HOST_KEYS[1], "-opti", "200");
        assertThat(responses()).contains("<p:OpenVMAN_VirtualSystemManagementService", "<p:OpenVMAN_MemoryPool");
        wsl.run("wslenum", HOST, "-associators", HOST_KEYS[0], HOST_KEYS[1], "-opti", "200");
        assertThat(responses()).contains("<p:OpenVMAN_HostedService", "<p:OpenVMAN_HostedDependency");
    }

    @Test
    void gets() throws IOException {
        wsl.run("wslget", HOST, HOST_KEYS[0], HOST_KEYS[1]);
        assertThat(response()).contains("<p:Name>simulator</p:Name>");
    }

    @Test
    void showsTheFaultForAnInstanceThatDoesNotExist() throws IOException {
        wsl.run("wslget", HOST, HOST_KEYS[0], "Name=nobody");
        assertThat(response()).contains("wsa:DestinationUnreachable", "nobody");
    }

    @Test
    void invokes() throws IOException {
        wsl.run("wslenum", "OpenVMAN_VirtualSystemManagementService", "-mode", "epr");
        Files.copy(directory.resolve("response.xml"), directory.resolve("service.xml"));
        // With nothing to go by, the service defines a system with the defaults.
        wsl.run("wslinvoke", "OpenVMAN_VirtualSystemManagementService", "DefineSystem", "-inst", "service.xml");
        assertThat(response()).contains("DefineSystem_OUTPUT", ":ReturnValue>0<", "ResultingSystem");
        // wsl takes references from files, in the element in which an enumeration has them.
        Files.writeString(
                directory.resolve("system.xml"),
                response()
                        .replaceAll("(?s).*<p:ResultingSystem>", "<wsa:EndpointReference>")
                        .replaceAll("(?s)</p:ResultingSystem>.*", "</wsa:EndpointReference>"));
        wsl.run(
                "wslinvoke",
                "OpenVMAN_VirtualSystemManagementService",
                "DestroySystem",
                "AffectedSystem=FILE:system.xml",
                "-inst",
                "service.xml");
        assertThat(response()).contains("DestroySystem_OUTPUT", ":ReturnValue>0<");
    }
}
