package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.check.CheckOptions;
import org.openvman.ovf.check.PackageCheck;

/** Descriptors with their files beside them, and archives, on servers with and without ranges. */
class HttpFilesTest {
    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean ranges = true;
    private volatile boolean length = true;
    private volatile int status = 200;
    private volatile int breaksAfter = Integer.MAX_VALUE;
    private HttpServer server;
    private byte[] disk;

    @BeforeEach
    void serve() throws IOException {
        disk = new byte[300_000];
        new Random(7).nextBytes(disk);
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.write(files.resolve("disk 1.img"), disk);
        PackageContent content =
                new PackageContent("p", Descriptors.minimal("disk 1.img"), FolderSource.of(files, "p.ovf"));
        PackageWriter writer = new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE);
        writer.writeFolder(content, folder.resolve("p"));
        for (String name : List.of("p.ovf", "p.mf", "disk 1.img")) {
            served.put("/v1/" + name, Files.readAllBytes(folder.resolve("p").resolve(name)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        byte[] file = served.get(path);
        if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (file == null || status != 200) {
            exchange.sendResponseHeaders(file == null ? 404 : status, -1);
        } else {
            send(exchange, file);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, byte[] file) throws IOException {
        int from = 0;
        int end = file.length;
        if (ranges) {
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .substring("bytes=".length())
                    .split("-");
            from = Integer.parseInt(range[0]);
            end = Integer.parseInt(range[1]) + 1;
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + file.length);
        }
        exchange.sendResponseHeaders(ranges ? 206 : 200, length ? end - from : 0);
        for (int at = from; at < Math.min(end, breaksAfter); at += 1000) {
            int part = Math.min(1000, Math.min(end, breaksAfter) - at);
            exchange.getResponseBody().write(file, at, part);
            exchange.getResponseBody().flush();
            sent.addAndGet(part);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private List<String> check(String url, boolean remote) {
        CheckOptions options = new CheckOptions(false, false, remote, Optional.empty());
        return new PackageCheck(options, Progress.NONE)
                .check(url).stream()
                        .map(finding -> finding.rule().id() + " " + finding.message())
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDescriptorIsReadWithTheFilesBesideIt(boolean withRanges) throws IOException {
        ranges = withRanges;
        try (OvfPackage ovf = OvfPackage.open(url("/v1/p.ovf?token=1"))) {
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            assertThat(ovf.source().size("disk 1.img")).hasValue(disk.length);
            assertThat(ovf.source().size("other")).isEmpty();
            try (InputStream in = ovf.open(ovf.descriptor().files().get(0))) {
                assertThat(in.readAllBytes()).isEqualTo(disk);
            }
        }
        assertThat(check(url("/v1/p.ovf"), false)).isEmpty();
    }

    /** RFC 3986, 5.1.3: names are relative to where the descriptor was found at last. */
    @Test
    void filesAreBesideWhereARedirectLeads() throws IOException {
        redirects.put("/latest.ovf", "/moved/p.ovf");
        redirects.put("/moved/p.ovf", url("/v1/p.ovf"));
        try (OvfPackage ovf = OvfPackage.open(url("/latest.ovf"))) {
            assertThat(ovf.source().size("disk 1.img")).hasValue(disk.length);
        }
    }

    @Test
    void redirectsThatGoRoundOrToAnotherProtocolEnd() {
        redirects.put("/loop.ova", "/loop.ova");
        assertThatThrownBy(() -> OvfPackage.open(url("/loop.ova")))
                .hasMessageContaining("redirected more than 10 times");
        assertThat(asked).hasSize(11);
        redirects.put("/file.ovf", "file:///etc/passwd");
        assertThatThrownBy(() -> OvfPackage.open(url("/file.ovf"))).hasMessageContaining("not followed");
    }

    @Test
    void whatIsMissingOrRefusedIsAFinding() {
        assertThat(check(url("/v1/none.ovf"), false)).singleElement().asString().startsWith("not-ovf");
        served.remove("/v1/disk 1.img");
        assertThat(check(url("/v1/p.ovf"), false)).anyMatch(finding -> finding.startsWith("file-missing"));
        status = 503;
        assertThat(check(url("/v1/p.ovf"), false))
                .singleElement()
                .asString()
                .contains("the server answers with HTTP status 503");
    }

    @Test
    void aServerThatIsAwayIsNamed() {
        String gone = url("/v1/p.ovf");
        server.stop(0);
        assertThatThrownBy(() -> OvfPackage.open(gone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(gone);
    }

    @Test
    void troubleWithOneFileIsNotItsAbsence() throws IOException {
        try (OvfPackage ovf = OvfPackage.open(url("/v1/p.ovf"))) {
            status = 500;
            assertThatThrownBy(() -> ovf.source().size("disk 1.img"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("500");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesDoNotLeadOutOfTheFolder(boolean withRanges) throws IOException {
        ranges = withRanges;
        served.put("/secret", new byte[] {1});
        try (OvfPackage ovf = OvfPackage.open(url("/v1/p.ovf"))) {
            asked.clear();
            for (String name : List.of("../secret", "/secret", "http://127.0.0.1/secret", "//127.0.0.1/x")) {
                assertThat(ovf.source().size(name)).isEmpty();
                assertThatThrownBy(() -> ovf.source().open(name)).isInstanceOf(NoSuchFileException.class);
            }
            assertThat(asked).isEmpty();
        }
    }

    /** Issue 4, point 5: at most 1 MiB of an archive whose descriptor comes first, whatever the server can do. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingBehindTheDescriptorIsFetchedToShowIt(boolean withRanges) throws IOException {
        Path large = Files.createDirectories(folder.resolve("large"));
        Files.write(large.resolve("disk.img"), new byte[64 << 20]);
        Path ova = folder.resolve("large.ova");
        new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                .writeArchive(
                        new PackageContent("p", Descriptors.minimal("disk.img"), FolderSource.of(large, "p.ovf")), ova);
        served.put("/large.ova", Files.readAllBytes(ova));
        ranges = withRanges;
        assertThat(DescriptorProbe.read(url("/large.ova")).descriptor().files()).hasSize(1);
        // What a server without ranges sends into the buffers of the connection is lost.
        assertThat(sent.get()).isLessThan(withRanges ? 16 << 10 : 16 << 20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anArchiveOfAServerWithoutRangesIsReadOnce(boolean lengthIsSaid) throws IOException {
        Path ova = folder.resolve("p.ova");
        try (OvfPackage ovf = OvfPackage.open(folder.resolve("p"))) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(PackageContent.of(ovf), ova);
        }
        served.put("/p.ova", Files.readAllBytes(ova));
        ranges = false;
        length = lengthIsSaid;
        try (OvfPackage ovf = OvfPackage.open(url("/p.ova"))) {
            assertThat(ovf.verify(2, Progress.NONE)).isEmpty();
            assertThat(ovf.verify(2, Progress.NONE)).isEmpty();
        }
        assertThat(asked).containsExactly("/p.ova");
        breaksAfter = 100_000;
        if (lengthIsSaid) {
            assertThatThrownBy(() -> OvfPackage.open(url("/p.ova")).verify(Progress.NONE))
                    .hasMessageContaining("/p.ova");
        }
    }

    @Test
    void whatIsKeptOfAServerWithoutRangesIsBounded() throws IOException {
        try (StreamedBytes bytes =
                        StreamedBytes.of("x", new ByteArrayInputStream(disk), OptionalLong.of(disk.length), 200_000);
                InputStream in = Channels.newInputStream(bytes.open(0, disk.length))) {
            in.skipNBytes(100_000);
            assertThatThrownBy(in::readAllBytes).hasMessageContaining("more than 200000 bytes");
        }
    }

    /** A file with a URL of its own is fetched on demand only: a package must not make its reader call anybody. */
    @Test
    void filesElsewhereAreLookedAtOnDemand() throws IOException {
        String text = new String(Descriptors.minimal("x.img"), StandardCharsets.UTF_8);
        Path descriptor = Files.writeString(
                folder.resolve("remote.ovf"), text.replace("x.img", url("/v1/disk%201.img?token=a%20b")));
        asked.clear();
        assertThat(check(descriptor.toString(), false)).noneMatch(finding -> finding.startsWith("file-missing"));
        assertThat(asked).isEmpty();
        assertThat(check(descriptor.toString(), true)).noneMatch(finding -> finding.startsWith("file-missing"));
        assertThat(asked).isNotEmpty();
        served.clear();
        assertThat(check(descriptor.toString(), true)).anyMatch(finding -> finding.startsWith("file-missing"));
    }
}
