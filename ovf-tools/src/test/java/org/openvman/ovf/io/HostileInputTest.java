package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.model.OvfException;

/** Whatever the bytes are, the end is a descriptor, an archive, or an exception that names the place. */
class HostileInputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../evil.img", "/etc/evil.img", "a/../../evil.img", "C:\\evil.img", "a\\b.img", "a//b.img"})
    void namesThatLeaveTheArchiveAreRefused(String name) throws IOException {
        Path ova = ova(entry(name, TarConstants.LF_NORMAL));
        assertThatThrownBy(() -> OvaArchive.open(ova))
                .isInstanceOf(OvfException.class)
                .hasMessageContaining("forbidden name");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_LINK,
                TarConstants.LF_SYMLINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO
            })
    void linksAndDevicesAreRefused(byte kind) throws IOException {
        TarArchiveEntry link = entry("disk.img", kind);
        link.setLinkName("/etc/passwd");
        Path ova = ova(link);
        assertThatThrownBy(() -> OvaArchive.open(ova))
                .isInstanceOf(OvfException.class)
                .hasMessageContaining("not a plain file");
    }

    @Test
    void duplicatesAndSecondDescriptorsAreRefused() throws IOException {
        Path twice = ova(entry("a.img", TarConstants.LF_NORMAL), entry("a.img", TarConstants.LF_NORMAL));
        assertThatThrownBy(() -> OvaArchive.open(twice)).hasMessageContaining("twice");
        Path second = ova(entry("other.ovf", TarConstants.LF_NORMAL));
        assertThatThrownBy(() -> OvaArchive.open(second)).hasMessageContaining("2 .ovf files");
    }

    @Test
    void everyTruncationEndsInAnOvfExceptionOrAShorterArchive() throws IOException {
        byte[] whole = Files.readAllBytes(ova(entry("disk.img", TarConstants.LF_NORMAL)));
        Path cut = folder.resolve("cut.ova");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(cut, Arrays.copyOf(whole, length));
            opensOrIsRefused(cut);
        }
    }

    @Test
    void randomDamageEndsInAnOvfExceptionOrAnArchive() throws IOException {
        byte[] whole = Files.readAllBytes(ova(entry("disk.img", TarConstants.LF_NORMAL)));
        Path damaged = folder.resolve("damaged.ova");
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i < 6; i++) {
                bytes[random.nextInt(2048)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, bytes);
            opensOrIsRefused(damaged);
        }
    }

    private static void opensOrIsRefused(Path ova) throws IOException {
        try (OvfPackage ovf = OvfPackage.open(ova)) {
            ovf.verify(Progress.NONE);
        } catch (OvfException refused) {
            assertThat(refused).hasMessageContaining(ova.toString());
        } catch (IOException truncated) {
            assertThat(truncated).hasMessageContaining("runcated");
        }
    }

    @Test
    void entityBombsExternalEntitiesAndDeepNestingAreRefusedAtTheirPlace() {
        assertRefused("<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><Envelope>&b;</Envelope>", "document type");
        assertRefused("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><Envelope/>", "document type");
        assertRefused("<Envelope>&b;</Envelope>", "bytes:1:");
        assertRefused("<a>".repeat(100_000), "larger than what is read");
        assertRefused("<Envelope " + "a='1' ".repeat(3), "not well-formed XML");
        StringBuilder attributes = new StringBuilder("<Envelope");
        for (int i = 0; i < 1000; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        assertRefused(attributes + "/>", "not well-formed XML");
        assertRefused("", "not well-formed XML");
        assertRefused("\0\1\2", "not well-formed XML");
    }

    @Test
    void anythingThatIsNoEnvelopeIsNamed() {
        assertRefused("<html/>", "the first element is html");
        assertRefused("<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/2'/>", "neither a VirtualSystem nor");
    }

    @Test
    void aFolderNeverReachesOutsideItself() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("package"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        Files.writeString(inside.resolve("plain"), "plain");
        FolderSource source = FolderSource.of(inside, "x.ovf");
        assertThat(source.size("plain")).hasValue(5);
        assertThat(source.size("link")).isEmpty();
        assertThat(source.size("../secret")).isEmpty();
        assertThat(source.size("a\0b")).isEmpty();
    }

    private static void assertRefused(String xml, String message) {
        assertThatThrownBy(() -> new DescriptorReader().read("bytes", xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(OvfException.class)
                .hasMessageContaining(message);
    }

    private static TarArchiveEntry entry(String name, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setName(name);
        return entry;
    }

    private Path ova(TarArchiveEntry... entries) throws IOException {
        Path ova = folder.resolve("test.ova");
        try (OutputStream out = Files.newOutputStream(ova);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            byte[] descriptor = Descriptors.minimal("disk.img");
            TarArchiveEntry first = new TarArchiveEntry("pkg.ovf");
            first.setSize(descriptor.length);
            tar.putArchiveEntry(first);
            tar.write(descriptor);
            tar.closeArchiveEntry();
            for (TarArchiveEntry entry : entries) {
                byte[] content = entry.isFile() && !entry.isLink() ? new byte[600] : new byte[0];
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return ova;
    }
}
