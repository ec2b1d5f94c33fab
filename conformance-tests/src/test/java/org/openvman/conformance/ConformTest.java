package org.openvman.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.suite.vman.TestBoot;

/** The command line, and that a target which does not conform is told so. */
class ConformTest {
    @Test
    void usageErrorsEndWith64() {
        assertThat(Conform.execute("--suite", "wsman")).isEqualTo(Conform.USAGE);
        assertThat(Conform.execute("--url", "http://127.0.0.1:1/wsman", "--suite", "nothing"))
                .isEqualTo(Conform.USAGE);
        assertThat(Conform.execute("--url", "127.0.0.1:5985", "--suite", "wsman"))
                .isEqualTo(Conform.USAGE);
        assertThat(Conform.execute("--url", "http://127.0.0.1:1/wsman", "--suite", "vman", "--profile", "DSP9999"))
                .isEqualTo(Conform.USAGE);
    }

    @Test
    void aTargetThatIsNotThereEndsWith2() throws IOException {
        try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = reserved.getLocalPort();
            reserved.close();
            assertThat(Conform.execute("--url", "http://127.0.0.1:" + port + "/wsman", "--suite", "wsman"))
                    .isEqualTo(Conform.UNREACHABLE);
        }
    }

    // Scripts rely on the ids, reports on the texts.
    @ParameterizedTest
    @ValueSource(strings = {"wsman", "vman"})
    void everyCheckHasAnIdOfItsOwnAndARequirement(String suite) {
        List<Check> checks = Run.of(suite, nowhere()).suite().checks();
        assertThat(checks).extracting(Check::id).doesNotHaveDuplicates().allMatch(id -> id.startsWith(suite + "."));
        assertThat(checks).allSatisfy(check -> {
            assertThat(check.requirement().document()).isNotBlank();
            assertThat(check.requirement().clause()).isNotBlank();
            assertThat(check.requirement().text()).isNotBlank();
        });
    }

    @Test
    void checksAreChosenByDocument() {
        List<Check> checks = Run.of("vman", nowhere()).suite().checks();
        assertThat(checks.stream().filter(check -> check.isOf("1057")))
                .isNotEmpty()
                .allMatch(check -> check.requirement().document().equals("DSP1057"));
        assertThat(checks.stream().filter(check -> check.isOf("dsp1033"))).isNotEmpty();
    }

    private static Target nowhere() {
        return anonymous(URI.create("http://127.0.0.1/wsman"));
    }

    private static Target anonymous(URI url) {
        return new Target(
                url, Optional.empty(), Optional.empty(), "root/interop", "CIM_ComputerSystem", TestBoot.NOTHING);
    }

    /** A server that agrees to everything fails every check of a refusal, and no answer of it breaks the program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<html/>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><s:Fault/></s:Body></s:Envelope>"
            })
    void aServerThatAgreesToEverythingFails(String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/wsman");
        Target target = anonymous(url);
        try {
            for (String suite : Suites.names()) {
                try (Run run = Run.of(suite, target)) {
                    List<CheckResult> results = run.all(check -> true, result -> {});
                    assertThat(results.stream()
                                    .filter(CheckResult::passed)
                                    .map(result -> result.check().id()))
                            .isEmpty();
                    assertThat(results).filteredOn(CheckResult::failed).hasSizeGreaterThan(40);
                }
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void reportsAreWrittenForPeopleAndMachines(@TempDir Path directory) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/wsman";
            assertThat(Conform.execute("--url", url, "--suite", "wsman", "--report", directory.toString()))
                    .isEqualTo(Conform.SOME_FAILED);
        } finally {
            server.stop(0);
        }
        assertThat(directory.resolve("junit.xml")).content().contains("<failure", "wsman.identify", "DSP0226");
        assertThat(directory.resolve("report.html"))
                .content()
                .contains("wsman.identify.response", "IdentifyResponse")
                .doesNotContain("http-equiv", "<script", "src=");
        try (Stream<Path> saved = Files.list(directory.resolve("exchanges"))) {
            assertThat(saved).anyMatch(file -> file.endsWith("wsman.identify.response.txt"));
        }
    }
}
