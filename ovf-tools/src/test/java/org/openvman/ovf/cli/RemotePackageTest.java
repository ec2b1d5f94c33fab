package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.FileServer;
import org.openvman.ovf.testing.Images;
import org.openvman.ovf.testing.Oracle;

/** Every command that reads a package takes it by its URL, and does with it what it does with the file. */
class RemotePackageTest {
    @TempDir
    Path folder;

    private Path ova;
    private FileServer server;

    @BeforeEach
    void serve() throws IOException {
        Path shop = folder.resolve("shop");
        ova = folder.resolve("shop.ova");
        ovf("new", shop).ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), Images.qcow2(1 << 20));
        ovf("pack", shop.resolve("service.yaml"), "-o", ova).ends(ExitCode.OK);
        ovf("unpack", ova, "-o", folder.resolve("unpacked")).ends(ExitCode.OK);
        server = FileServer.of(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEditWritesTheSameBytesAndNeedsAPlaceForThem() {
        Path edited = folder.resolve("edited.ova");
        Path local = folder.resolve("local.ova");
        ovf("edit", server.url("shop.ova"), "--cpus", "db=2", "-o", edited).ends(ExitCode.OK);
        ovf("edit", ova, "--cpus", "db=2", "-o", local).ends(ExitCode.OK);
        assertThat(edited).hasSameBinaryContentAs(local);
        ovf("verify", edited, "--digests-only").ends(ExitCode.OK);

        assertThat(ovf("edit", server.url("shop.ova"), "--cpus", "db=2")
                        .ends(ExitCode.USAGE)
                        .err())
                .isEqualTo(
                        "ovf: " + server.url("shop.ova") + " cannot be replaced; say with -o where the result goes\n");
        assertThat(ovf("edit", server.url("shop.ova"), "--cpus", "db=2", "--dry-run")
                        .ends(ExitCode.OK)
                        .out())
                .contains("+          <rasd:VirtualQuantity>2</rasd:VirtualQuantity>");

        Path descriptor = folder.resolve("here/shop.ovf");
        ovf("edit", server.url("unpacked/shop.ovf"), "--cpus", "db=2", "-o", descriptor)
                .ends(ExitCode.OK);
        assertThat(ovf("diff", descriptor, edited).ends(ExitCode.OK).out()).isEqualTo("no difference\n");
    }

    @Test
    void aConversionFetchesTheFiles() {
        Path old = folder.resolve("old.ova");
        ovf("convert", server.url("shop.ova"), "--to", "1.1", "-o", old).ends(ExitCode.OK);
        ovf("verify", old, "--digests-only").ends(ExitCode.OK);
        assertThat(ovf("show", old, "--json").ends(ExitCode.OK).out()).contains("guest.qcow2");
    }

    @Test
    void anEnvironmentTakesItsFilesFromTheServer() throws Exception {
        String local = ovf("env", ova, "--tier", "db").ends(ExitCode.OK).out();
        for (String name : new String[] {"shop.ova", "unpacked/shop.ovf"}) {
            String url = server.url(name);
            assertThat(ovf("env", url, "--tier", "db").ends(ExitCode.OK).out()).isEqualTo(local);
            Path iso = folder.resolve("env.iso");
            ovf("env", url, "--tier", "db", "--transport", "iso", "-o", iso).ends(ExitCode.OK);
            assertThat(Oracle.run("xorriso", "-indev", iso.toString(), "-find")).contains("/ovffiles/data.sql");
        }
    }

    @Test
    void aSignatureIsMadeOfWhatTheServerHas() throws Exception {
        Path key = folder.resolve("key.pem");
        Path cert = folder.resolve("cert.pem");
        Oracle.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                key.toString(),
                "-out",
                cert.toString(),
                "-days",
                "2",
                "-subj",
                "/CN=signer");
        Path signed = folder.resolve("signed.ova");
        ovf("sign", server.url("shop.ova"), "--key", key, "--cert", cert).ends(ExitCode.USAGE);
        ovf("sign", server.url("shop.ova"), "--key", key, "--cert", cert, "-o", signed)
                .ends(ExitCode.OK);
        ovf("verify", server.url("signed.ova"), "--trust", cert).ends(ExitCode.OK);
    }

    @Test
    void whatIsNotThereOrHasNoUrlIsSaid() {
        for (String command : new String[] {"show", "env", "convert", "unpack", "verify", "pack"}) {
            assertThat(ovf(command, server.url("none.ova"))
                            .ends(ExitCode.UNREADABLE)
                            .err())
                    .isEqualTo("ovf: " + server.url("none.ova") + ": no such file\n");
        }
        assertThat(ovf("check", server.url("none.ova"))
                        .ends(ExitCode.UNREADABLE)
                        .out())
                .startsWith(server.url("none.ova") + ": unreadable: no such file");
        assertThat(ovf("edit", server.url("shop/service.yaml"), "--cpus", "db=2", "-o", "x.ova")
                        .ends(ExitCode.UNREADABLE)
                        .err())
                .contains("service.yaml");
    }
}
