package org.openvman.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ovf} as a user runs it, and an endpoint: a system goes out as a package and comes back beside itself. */
@ExtendWith(SharedEndpoint.class)
class OvfExchangeIT {
    private static final String MAIN = "org.openvman.ovf.cli.Ovf";

    private final LiveEndpoint endpoint;

    @TempDir
    Path folder;

    OvfExchangeIT(LiveEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wsman", "cim-xml"})
    void aSystemIsExportedAndImportedByEitherProtocol(String protocol) throws Exception {
        Path archive = folder.resolve("system.ova");
        remote(protocol, "export", "vm-00020", "-o", archive.toString());
        assertThat(ovf("check", archive.toString())).contains("0 errors");
        assertThat(remote(protocol, "import", archive.toString(), "--new-identity", "--name", "again-by-" + protocol))
                .contains("again-by-" + protocol + " is defined, UUID ");
    }

    private String remote(String protocol, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        URI url = endpoint.url();
        all.addAll(List.of(
                "--protocol",
                protocol,
                "--endpoint",
                url.toString(),
                "--user",
                endpoint.login().user()));
        return ovf(all.toArray(String[]::new));
    }

    private String ovf(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OPENVMAN_PASSWORD", endpoint.login().password());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
