package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive on a server that breaks off, changes its mind, or knows no ranges. */
class HttpBytesTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private byte[] archive;
    private byte[] disk;
    private volatile String tag = "\"one\"";
    private volatile boolean ranges = true;
    private volatile int breaksAfter = Integer.MAX_VALUE;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        disk = new byte[900_000];
        new Random(5).nextBytes(disk);
        Files.write(folder.resolve("disk.img"), disk);
        Path ova = folder.resolve("p.ova");
        new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                .writeArchive(
                        new PackageContent("p", Descriptors.minimal("disk.img"), FolderSource.of(folder, "p.ovf")),
                        ova);
        archive = Files.readAllBytes(ova);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/p.ova", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        exchange.getResponseHeaders().set("ETag", tag);
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        if (!ranges || (condition != null && !condition.equals(tag))) {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive, 0, 1);
            exchange.close();
            return;
        }
        String[] range = exchange.getRequestHeaders()
                .getFirst("Range")
                .substring("bytes=".length())
                .split("-");
        int from = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[1]);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + last + "/" + archive.length);
        exchange.sendResponseHeaders(206, last - from + 1);
        OutputStream body = exchange.getResponseBody();
        body.write(archive, from, Math.min(last - from + 1, breaksAfter));
        body.flush();
        // Not the body: the server would then keep the connection, and the client wait for the rest.
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void anArchiveIsReadInPlaceAndGoesOnWhereTheConnectionBroke() throws IOException {
        breaksAfter = 250_000;
        try (OvfPackage ovf = OvfPackage.open(url("/p.ova"))) {
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            requests.set(0);
            Path unpacked = folder.resolve("unpacked");
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeFolder(PackageContent.of(ovf), unpacked);
            assertThat(unpacked.resolve("disk.img")).hasBinaryContent(disk);
            assertThat(requests.get()).as("four parts of the disk").isEqualTo(4);
        }
    }

    @Test
    void onlyHeadersAndDescriptorAreFetchedToOpenIt() throws IOException {
        try (OvfPackage ovf = OvfPackage.open(url("/p.ova"))) {
            assertThat(ovf.descriptor().files()).hasSize(1);
            assertThat(ovf.source().location()).isEqualTo(url("/p.ova"));
        }
        assertThat(requests.get())
                .as("size, four headers, descriptor, manifest")
                .isEqualTo(7);
    }

    @Test
    void anArchiveThatChangesMeanwhileIsNotMixed() throws IOException {
        breaksAfter = 250_000;
        try (OvfPackage ovf = OvfPackage.open(url("/p.ova"));
                InputStream in = ovf.source().open("disk.img")) {
            in.readNBytes(1000);
            tag = "\"two\"";
            assertThatThrownBy(in::readAllBytes).hasMessageContaining("changed on the server");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> OvfPackage.open(url("/none.ova"))).isInstanceOf(NoSuchFileException.class);
    }
}
