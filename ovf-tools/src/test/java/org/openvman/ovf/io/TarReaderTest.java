package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Oracle;

/** Archives that tools write, and archives that nobody should. */
class TarReaderTest {
    private static final String LONG_NAME = "d".repeat(120) + "/" + "f".repeat(120);

    @TempDir
    Path folder;

    private static Map<String, TarEntry> read(Path archive) throws IOException {
        try (FileBytes bytes = FileBytes.open(archive)) {
            return new TarReader(bytes).read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ustar", "gnu", "pax", "v7"})
    void whatGnuTarWritesIsRead(String format) throws Exception {
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.writeString(inside.resolve("a b.ovf"), "descriptor");
        Files.writeString(inside.resolve("ü.img"), "x".repeat(1000));
        boolean longNames = format.equals("gnu") || format.equals("pax");
        if (longNames) {
            Files.createDirectories(inside.resolve(LONG_NAME).getParent());
            Files.writeString(inside.resolve(LONG_NAME), "long");
        }
        Path archive = folder.resolve("x.tar");
        Oracle.run("tar", "cf", archive.toString(), "--format=" + format, "-C", inside.toString(), ".");
        Map<String, TarEntry> entries = read(archive);
        assertThat(entries).containsKeys("a b.ovf", "ü.img").hasSize(longNames ? 3 : 2);
        TarEntry image = entries.get("ü.img");
        assertThat(image.size()).isEqualTo(1000);
        byte[] bytes = Files.readAllBytes(archive);
        assertThat(bytes[(int) image.offset()]).isEqualTo((byte) 'x');
    }

    @Test
    void holesInGnusFormAreRefused() throws Exception {
        Path image = folder.resolve("hole.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(4 << 20);
        }
        for (String format : new String[] {"gnu", "pax"}) {
            Path archive = folder.resolve("x.tar");
            Oracle.run("tar", "cSf", archive.toString(), "--format=" + format, "-C", folder.toString(), "hole.img");
            assertRefused(archive, "--sparse");
        }
    }

    @Test
    void aGzippedArchiveIsNamedAsSuch() throws Exception {
        Files.writeString(folder.resolve("a.ovf"), "descriptor");
        Path archive = folder.resolve("x.ova");
        Oracle.run("tar", "czf", archive.toString(), "-C", folder.toString(), "a.ovf");
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 10_240));
        assertRefused(archive, "gzip file");
    }

    /** Five gibibytes of name, of which the file has only the claim: no memory is spent on it. */
    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void extensionHeadersHaveABound(char kind) throws IOException {
        Path archive = folder.resolve("x.ova");
        Files.write(archive, header("././@LongLink", 5L << 30, kind));
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(6L << 30);
        }
        assertRefused(archive, "extension header of 5368709120 bytes");
    }

    @Test
    void sizesThatNoFileCanHaveAreRefused() throws IOException {
        byte[] huge = header("a.img", 0, '0');
        Arrays.fill(huge, 124, 136, (byte) 0xFF);
        assertRefused(write(withChecksum(huge)), "a size that no file can have");
        byte[] large = header("a.img", 0, '0');
        large[124] = (byte) 0x80;
        Arrays.fill(large, 125, 136, (byte) 0x7F);
        assertRefused(write(withChecksum(large)), "a size that no file can have");
        assertRefused(write(header("a.img", 1L << 40, '0')), "truncated: 'a.img' has 1099511627776 bytes");
        assertRefused(write(pax("9999 path=a\n")), "malformed pax");
        assertRefused(write(pax("20 size=-1\n")), "malformed pax");
        assertRefused(write(pax("11 size=-1\n")), "truncated");
        assertRefused(write(pax("30 GNU.sparse.realsize=999999\n")), "--sparse");
    }

    @Test
    void namesInAnotherEncodingAreRefusedWithTheirPlace() throws IOException {
        byte[] latin1 = header("disk-?.img", 0, '0');
        latin1[5] = (byte) 0xFC;
        assertRefused(write(withChecksum(latin1)), "the name 'disk-ü.img' is not in UTF-8", "at byte 512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 path=/etc/x\n", "16 path=../evil\n", "13 path=a\0b.x\n"})
    void namesInExtensionHeadersAreJudgedToo(String record) throws IOException {
        int length = record.getBytes(StandardCharsets.UTF_8).length;
        assertRefused(write(pax(record.replaceFirst("^\\d+", Integer.toString(length)))), "forbidden name");
    }

    /** A seed and a bound: the same archives each time, and every end is one that we know. */
    @Test
    void damagedHeadersWithTrueChecksumsEndInARefusalOrAnArchive() throws IOException {
        Random random = new Random(20261122);
        byte[] kinds = {'0', '1', '2', '3', '5', '7', 'L', 'K', 'x', 'g', 'S', 'V', 0};
        int opened = 0;
        Path archive = folder.resolve("fuzz.ova");
        for (int round = 0; round < 3000; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int entry = random.nextInt(5); entry >= 0; entry--) {
                byte[] header = header("f" + entry, random.nextInt(2000), (char) kinds[random.nextInt(kinds.length)]);
                for (int i = random.nextInt(4); i > 0; i--) {
                    header[random.nextInt(512)] = (byte) random.nextInt(256);
                }
                out.write(random.nextInt(8) == 0 ? header : withChecksum(header));
                byte[] content = new byte[512 * random.nextInt(5)];
                random.nextBytes(content);
                out.write(content);
            }
            Files.write(archive, out.toByteArray());
            try {
                Map<String, TarEntry> entries = read(archive);
                long size = Files.size(archive);
                assertThat(entries.values())
                        .allSatisfy(entry ->
                                assertThat(entry.offset() + entry.size()).isLessThanOrEqualTo(size))
                        .allSatisfy(entry ->
                                assertThat(EntryNames.isSafe(entry.name())).isTrue());
                opened++;
            } catch (OvfException refused) {
                assertThat(refused).hasMessageContaining(archive.toString()).hasMessageContaining("at byte ");
            }
        }
        assertThat(opened).isBetween(50, 2900);
    }

    private static byte[] header(String name, long size, char kind) throws IOException {
        Path scratch = Files.createTempFile("header", ".tar");
        try (var channel = Files.newByteChannel(scratch, java.nio.file.StandardOpenOption.WRITE)) {
            new UstarWriter(channel).startFile(name, size);
        }
        byte[] header = Files.readAllBytes(scratch);
        Files.delete(scratch);
        header[156] = (byte) kind;
        return withChecksum(header);
    }

    private static byte[] withChecksum(byte[] header) {
        byte[] sum = String.format("%06o\0 ", TarHeader.checksum(header)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(sum, 0, header, 148, sum.length);
        return header;
    }

    private static byte[] pax(String records) throws IOException {
        byte[] content = records.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1024)
                .put(header("pax", content.length, 'x'))
                .put(content)
                .array();
    }

    /** After a first file, so that the place is not the beginning, and before another. */
    private Path write(byte[] middle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header("first.img", 0, '0'));
        out.write(middle);
        out.write(header("next.img", 0, '0'));
        return Files.write(folder.resolve("x.ova"), out.toByteArray());
    }

    private static void assertRefused(Path archive, String... messages) {
        assertThatThrownBy(() -> read(archive)).isInstanceOf(OvfException.class).hasMessageContainingAll(messages);
    }
}
