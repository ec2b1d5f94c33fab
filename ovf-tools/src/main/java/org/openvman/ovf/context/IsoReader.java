package org.openvman.ovf.context;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the files of an ISO 9660 image by their Joliet names, or the plain ones when there are no others (ECMA-119,
 * Joliet specification). Enough for an environment ISO, whoever wrote it; damaged images end in an IOException.
 */
public final class IsoReader {
    private static final int SECTOR = 2048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int MOST_DESCRIPTORS = 32;
    private static final int DEEPEST = 8;
    private static final int LARGEST_DIRECTORY = 1 << 20;
    private static final int LARGEST_FILE = 64 << 20;
    private static final int ROOT_RECORD = 156;
    private static final int MOST_FILES = 10_000;

    private final SeekableByteChannel channel;
    private final Map<String, Extent> files = new TreeMap<>();

    private record Extent(long sector, int length) {}

    private IsoReader(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /** All files with their content, by path without a leading slash: {@code ovf-env.xml}, {@code ovffiles/setup.sh}. */
    public static Map<String, byte[]> readAll(Path image) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(image)) {
            IsoReader reader = new IsoReader(channel);
            reader.findFiles();
            Map<String, byte[]> contents = new TreeMap<>();
            for (Map.Entry<String, Extent> file : reader.files.entrySet()) {
                contents.put(file.getKey(), reader.content(file.getValue()));
            }
            return contents;
        }
    }

    /** One file by its path. */
    public static byte[] read(Path image, String path) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(image)) {
            IsoReader reader = new IsoReader(channel);
            reader.findFiles();
            Extent extent = reader.files.get(path);
            if (extent == null) {
                throw new NoSuchFileException(image + "!/" + path);
            }
            return reader.content(extent);
        }
    }

    private void findFiles() throws IOException {
        Optional<ByteBuffer> plain = Optional.empty();
        Optional<ByteBuffer> joliet = Optional.empty();
        for (int i = 0; i < MOST_DESCRIPTORS; i++) {
            ByteBuffer descriptor = bytes((long) (FIRST_DESCRIPTOR + i) * SECTOR, SECTOR);
            String id = new String(descriptor.array(), 1, 5, StandardCharsets.US_ASCII);
            if (!id.equals("CD001") || descriptor.get(0) == (byte) 255) {
                break;
            }
            if (descriptor.get(0) == 1) {
                plain = Optional.of(descriptor);
            } else if (descriptor.get(0) == 2 && isJoliet(descriptor)) {
                joliet = Optional.of(descriptor);
            }
        }
        ByteBuffer volume = Stream.of(joliet, plain)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IOException("not an ISO 9660 image"));
        directory("", extent(volume, ROOT_RECORD), joliet.isPresent(), 0);
    }

    /** The escape sequences of UCS-2 levels 1 to 3. */
    private static boolean isJoliet(ByteBuffer descriptor) {
        byte level = descriptor.get(90);
        return descriptor.get(88) == '%' && descriptor.get(89) == '/' && (level == '@' || level == 'C' || level == 'E');
    }

    private void directory(String path, Extent extent, boolean joliet, int depth) throws IOException {
        if (depth > DEEPEST || extent.length() > LARGEST_DIRECTORY) {
            throw new IOException("the directories of the image are too deep or too large");
        }
        ByteBuffer records = bytes(extent.sector() * SECTOR, extent.length());
        int at = 0;
        while (at < extent.length()) {
            int length = records.get(at) & 0xFF;
            if (length == 0) {
                // Records do not cross sectors; the rest of this one is empty.
                at = (at / SECTOR + 1) * SECTOR;
                continue;
            }
            if (length < 34 || at + length > extent.length()) {
                throw new IOException("a directory record of the image is damaged");
            }
            record(path, records, at, joliet, depth);
            at += length;
        }
    }

    private void record(String path, ByteBuffer records, int at, boolean joliet, int depth) throws IOException {
        int nameLength = records.get(at + 32) & 0xFF;
        if (33 + nameLength > (records.get(at) & 0xFF)) {
            throw new IOException("a name in the image is damaged");
        }
        if (nameLength == 1 && records.get(at + 33) <= 1) {
            return; // the directory itself and its parent
        }
        String name = name(records, at + 33, nameLength, joliet);
        boolean isDirectory = (records.get(at + 25) & 2) != 0;
        if (isDirectory) {
            directory(path + name + "/", extent(records, at), joliet, depth + 1);
        } else if (files.size() < MOST_FILES) {
            files.put(path + name, extent(records, at));
        } else {
            throw new IOException("the image holds more than " + MOST_FILES + " files");
        }
    }

    private static String name(ByteBuffer records, int at, int length, boolean joliet) {
        String name =
                new String(records.array(), at, length, joliet ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
        int version = name.indexOf(';');
        String bare = version < 0 ? name : name.substring(0, version);
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** Numbers are there in both byte orders; the first is little-endian. */
    private static Extent extent(ByteBuffer buffer, int at) throws IOException {
        long sector = Integer.toUnsignedLong(buffer.getInt(at + 2));
        long length = Integer.toUnsignedLong(buffer.getInt(at + 10));
        if (length > LARGEST_FILE) {
            throw new IOException("a file of " + length + " bytes in the image is too large");
        }
        return new Extent(sector, (int) length);
    }

    private byte[] content(Extent extent) throws IOException {
        return bytes(extent.sector() * SECTOR, extent.length()).array();
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        if (position + length > channel.size()) {
            throw new EOFException("the image ends before its content");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the image ends before its content");
            }
        }
        return buffer.flip();
    }
}
