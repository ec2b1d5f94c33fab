package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * Lists the files of a tar archive by their headers alone. It reads what tools write, ustar, GNU's long names and
 * sizes, pax names and sizes, and refuses everything that is not a plain file with a name inside the package.
 *
 * <p>Memory does not depend on what the headers claim: an extension header has a bound, and so has their number.
 */
final class TarReader {
    private static final int MOST_HEADERS = 20_000;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_EXTENSION = 1 << 16;
    private static final char LONG_NAME = 'L';
    private static final char LONG_LINK = 'K';
    private static final char PAX = 'x';
    private static final char PAX_GLOBAL = 'g';
    private static final char SPARSE = 'S';

    private final ByteSource bytes;
    private final Map<String, TarEntry> entries = new LinkedHashMap<>();
    private long position;
    private int headers;
    /** What extension headers say of the next file. */
    private Optional<String> nextName = Optional.empty();

    private Optional<Long> nextSize = Optional.empty();

    TarReader(ByteSource bytes) {
        this.bytes = bytes;
    }

    /**
     * The files, by name, in the order of the archive.
     *
     * @throws OvfException when it is no tar archive, is truncated, or holds what a package must not hold
     */
    Map<String, TarEntry> read() throws IOException {
        while (next().isPresent()) {
            // each is kept
        }
        return entries;
    }

    /**
     * The next file; empty at the end of the archive.
     *
     * @throws OvfException as above
     */
    Optional<TarEntry> next() throws IOException {
        long start = position;
        while (position < bytes.size()) {
            if (++headers > MOST_HEADERS) {
                throw refused("more than " + MOST_HEADERS + " tar headers");
            }
            try {
                Optional<TarHeader> header = TarHeader.read(block());
                if (header.isEmpty()) {
                    break;
                }
                position += TarHeader.BLOCK;
                Optional<TarEntry> file = take(header.get(), start);
                if (file.isPresent()) {
                    return file;
                }
                if (!isExtension(header.get().kind())) {
                    start = position;
                }
            } catch (TarHeader.MalformedException malformed) {
                throw refused(String.valueOf(malformed.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Where the next header is, or the end of the archive. */
    long position() {
        return position;
    }

    private byte[] block() throws IOException {
        if (bytes.size() - position < TarHeader.BLOCK) {
            throw refused(position == 0 ? "not a tar archive: too short" : "the archive is truncated in a header");
        }
        byte[] block = read(position, TarHeader.BLOCK);
        if (position == 0 && (block[0] & 0xFF) == 0x1F && (block[1] & 0xFF) == 0x8B) {
            throw refused("not a tar archive but a gzip file; unpack it with gunzip first");
        }
        return block;
    }

    private static boolean isExtension(char kind) {
        return kind == LONG_NAME || kind == PAX || kind == PAX_GLOBAL || kind == LONG_LINK;
    }

    private Optional<TarEntry> take(TarHeader header, long start) throws IOException, TarHeader.MalformedException {
        switch (header.kind()) {
            case LONG_NAME -> nextName = Optional.of(TarHeader.utf8(withoutNul(extension(header))));
            case PAX -> pax(extension(header));
            case PAX_GLOBAL, LONG_LINK -> extension(header);
            default -> {
                return file(header, start);
            }
        }
        return Optional.empty();
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.size() > LONGEST_EXTENSION) {
            throw refused("an extension header of " + header.size() + " bytes; " + LONGEST_EXTENSION + " is the most");
        }
        inside("an extension header", header.size());
        byte[] content = read(position, (int) header.size());
        skip(header.size());
        return content;
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n} (POSIX.1-2001, pax). */
    private void pax(byte[] records) throws TarHeader.MalformedException {
        int at = 0;
        while (at < records.length) {
            int blank = at;
            while (blank < records.length && records[blank] >= '0' && records[blank] <= '9' && blank - at < 6) {
                blank++;
            }
            int length = blank == at ? 0 : Integer.parseInt(ascii(records, at, blank));
            if (blank >= records.length
                    || records[blank] != ' '
                    || length <= blank + 1 - at
                    || length > records.length - at) {
                throw new TarHeader.MalformedException("malformed pax extension header");
            }
            byte[] record = Arrays.copyOfRange(records, blank + 1, at + length - 1);
            pax(TarHeader.utf8(record));
            at += length;
        }
    }

    private void pax(String record) throws TarHeader.MalformedException {
        if (record.startsWith("GNU.sparse.")) {
            throw new TarHeader.MalformedException("a file with holes in GNU's form; pack it without --sparse");
        }
        if (record.startsWith("path=")) {
            nextName = Optional.of(record.substring("path=".length()));
        } else if (record.startsWith("size=")) {
            try {
                nextSize = Optional.of(Long.parseLong(record.substring("size=".length())));
            } catch (NumberFormatException notANumber) {
                throw new TarHeader.MalformedException("malformed pax extension header: '" + record + "'");
            }
        }
    }

    /** Empty for a folder. */
    private Optional<TarEntry> file(TarHeader header, long start) throws IOException {
        String name = nextName.orElse(header.name()).replaceFirst("^(\\./+)+", "");
        long size = nextSize.orElse(header.size());
        nextName = Optional.empty();
        nextSize = Optional.empty();
        boolean plain = header.kind() == '0' || header.kind() == 0 || header.kind() == '7';
        boolean directory = header.kind() == '5' || (plain && name.endsWith("/"));
        String checked = directory ? name.replaceFirst("/+$", "") : name;
        if (!(directory && (checked.isEmpty() || checked.equals("."))) && !EntryNames.isSafe(checked)) {
            throw refused("the archive holds a file with the forbidden name '" + visible(name) + "'");
        }
        if (directory) {
            return Optional.empty();
        }
        if (!plain) {
            String what = header.kind() == SPARSE ? "; pack it without --sparse" : "";
            throw refused("'" + name + "' in the archive is not a plain file" + what);
        }
        inside("'" + name + "'", size);
        TarEntry entry = new TarEntry(name, start, position, size);
        if (entries.put(name, entry) != null) {
            throw refused("'" + name + "' is in the archive twice");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw refused("the archive holds more than " + MOST_ENTRIES + " files");
        }
        skip(size);
        return Optional.of(entry);
    }

    private static String visible(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private void inside(String what, long size) {
        if (size < 0 || size > bytes.size() - position) {
            throw refused("the archive is truncated: " + what + " has " + size + " bytes, and the archive ends after "
                    + (bytes.size() - position));
        }
    }

    private void skip(long size) {
        position += (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }

    private byte[] read(long from, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        try (ReadableByteChannel channel = bytes.open(from, length)) {
            while (target.hasRemaining()) {
                if (channel.read(target) < 0) {
                    throw refused("the archive is truncated");
                }
            }
        }
        return target.array();
    }

    private static byte[] withoutNul(byte[] name) {
        int end = name.length;
        while (end > 0 && name[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(name, end);
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private OvfException refused(String problem) {
        return new OvfException(Location.of(bytes.location()), problem + " (at byte " + position + ")");
    }
}
