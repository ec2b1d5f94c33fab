package org.openvman.ovf.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.image.ImageBytes;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackOptions;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.sign.PackageSigner;
import org.openvman.ovf.sign.SigningKey;
import org.openvman.ovf.testing.Authority;
import org.openvman.ovf.testing.Images;

/** Good inputs, from which bad ones are made. */
final class Seeds {
    private static final byte[] VMDK_TEXT = """
            # Disk DescriptorFile
            version=1
            CID=fffffffe
            parentCID=ffffffff
            createType="monolithicFlat"
            RW 2048 FLAT "disk-flat.vmdk" 0
            ddb.adapterType = "lsilogic"
            """.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PACKAGE = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
              <References>
                <File ovf:id="a" ovf:href="a.qcow2" ovf:size="104"/><File ovf:id="b" ovf:href="b.vmdk"/>
                <File ovf:id="c" ovf:href="c.txt"/>
              </References>
              <DiskSection><Info>Disks</Info>
                <Disk ovf:diskId="a" ovf:fileRef="a" ovf:capacity="1048576"/>
                <Disk ovf:diskId="b" ovf:fileRef="b" ovf:capacity="1" ovf:capacityAllocationUnits="byte * 2^20"/>
              </DiskSection>
              <VirtualSystem ovf:id="vm"><Info>A system</Info></VirtualSystem>
            </Envelope>
            """.getBytes(StandardCharsets.UTF_8);

    private Seeds() {}

    /** A file of the tests of other packages, by its path below the package of the library. */
    static byte[] resource(String path) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Seeds.class.getResourceAsStream("/org/openvman/ovf/" + path), path)) {
            return in.readAllBytes();
        }
    }

    static List<byte[]> descriptors(Path folder) throws IOException {
        return List.of(
                resource("service/reservoir.ovf"),
                resource("service/three-tier.ovf"),
                resource("convert/domain.ovf"),
                resource("convert/xen-hvm.ovf"),
                PACKAGE);
    }

    static List<byte[]> serviceManifests(Path folder) throws IOException {
        return List.of(resource("service/three-tier.yaml"));
    }

    /** An archive with files as they are, one with compressed files, one with chunks. */
    static List<byte[]> archives(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("package"));
        Files.write(source.resolve("p.ovf"), PACKAGE);
        Files.write(source.resolve("a.qcow2"), Images.qcow2(1 << 20));
        Files.write(source.resolve("b.vmdk"), Images.streamOptimized(1 << 20));
        Files.writeString(source.resolve("c.txt"), "notes".repeat(1000));
        List<byte[]> archives = new ArrayList<>();
        for (OptionalInt level : List.of(OptionalInt.empty(), OptionalInt.of(6))) {
            for (OptionalLong chunk : List.of(OptionalLong.empty(), OptionalLong.of(4096))) {
                Path archive = folder.resolve("seed.ova");
                try (OvfPackage ovf = OvfPackage.open(source)) {
                    new PackageWriter(new PackOptions(DigestAlgorithm.SHA256, level, chunk, 1), Progress.NONE)
                            .writeArchive(PackageContent.of(ovf), archive);
                }
                archives.add(Files.readAllBytes(archive));
            }
        }
        return archives;
    }

    static List<byte[]> digestManifests(Path folder) {
        String hex = "0123456789abcdef".repeat(4);
        return List.of(
                ("SHA256(p.ovf)= " + hex + "\nSHA256(disk.img)= " + hex + "\n").getBytes(StandardCharsets.UTF_8),
                ("sha-1 ( p.ovf ) = " + hex.substring(24) + "\r\n\r\n#\n").getBytes(StandardCharsets.UTF_8));
    }

    /** One signature in the line, and one in a CMS block too. */
    static List<byte[]> certificates(Path folder) throws Exception {
        Authority signer = Authority.root("Signer").issue("Other", "EC", false, Duration.ofDays(1));
        SigningKey key = new SigningKey(signer.key(), List.of(signer.certificate()));
        return List.of(
                new PackageSigner(key, DigestAlgorithm.SHA256, false).sign("p.mf", new byte[0]),
                new PackageSigner(key, DigestAlgorithm.SHA256, true).sign("p.mf", new byte[0]));
    }

    static List<byte[]> keys(Path folder) throws Exception {
        Authority signer = Authority.root("Signer").issue("Other", "EC", false, Duration.ofDays(1));
        Base64.Encoder base64 = Base64.getMimeEncoder();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + base64.encodeToString(signer.key().getEncoded())
                + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                + base64.encodeToString(signer.certificate().getEncoded()) + "\n-----END CERTIFICATE-----\n";
        return List.of(pem.getBytes(StandardCharsets.US_ASCII), signer.key().getEncoded());
    }

    static List<byte[]> diskImages(Path folder) {
        return List.of(Images.qcow2(1 << 20), Images.streamOptimized(1 << 20), VMDK_TEXT);
    }

    static ImageBytes image(byte[] bytes) {
        return new ImageBytes() {
            @Override
            public OptionalLong size() {
                return OptionalLong.of(bytes.length);
            }

            @Override
            public InputStream open(long from) {
                int start = (int) Math.min(from, bytes.length);
                return new ByteArrayInputStream(bytes, start, bytes.length - start);
            }
        };
    }

    private static byte[] environment() {
        return new EnvironmentXml()
                .write(new OvfEnvironment(
                        "vm-1",
                        new OvfEnvironment.Platform("Any", "1", "Somebody", "en"),
                        Map.of("a.b", "x&<y>\n", "c", ""),
                        List.of(new OvfEnvironment.Entity("vm-2", Map.of("a.b", "z")))));
    }

    static List<byte[]> environments(Path folder) {
        return List.of(environment());
    }

    static List<byte[]> isos(Path folder) throws IOException {
        Path iso = folder.resolve("seed.iso");
        new EnvironmentIso(environment())
                .withFile("setup.sh", 2, () -> new ByteArrayInputStream(new byte[] {'#', '!'}))
                .write(iso);
        return List.of(Files.readAllBytes(iso));
    }

    static byte[] vserver() {
        return String.join(
                        "\0",
                        "42",
                        "web",
                        "web.example",
                        "/vservers/web",
                        "0-1,3",
                        "65536",
                        "",
                        "eth0",
                        "10.0.0.2",
                        "255.255.255.0",
                        "24",
                        "eth1",
                        "10.0.1.2")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
