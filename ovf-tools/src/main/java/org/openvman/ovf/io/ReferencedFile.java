package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;

/** A file that References names, as its content: chunks put together, compression undone (DSP0243, References). */
public final class ReferencedFile {
    private static final long MOST_CHUNKS = 1_000_000;

    private final PackageSource source;
    private final FileReference reference;
    private final List<String> parts;

    /** The file in a package; it need not be there. */
    public ReferencedFile(PackageSource source, FileReference reference) {
        this.source = source;
        this.reference = reference;
        this.parts = parts();
    }

    private List<String> parts() {
        String name = Hrefs.decode(reference.href());
        long chunkSize = reference.chunkSize().orElse(0);
        if (chunkSize <= 0) {
            return List.of(name);
        }
        // Without a stated size, the chunks that are there are all; there is at least one.
        long stated = reference.size().orElse(0);
        long count = stated > 0 ? Math.min((stated - 1) / chunkSize + 1, MOST_CHUNKS) : MOST_CHUNKS;
        List<String> names = new ArrayList<>();
        for (long chunk = 0; chunk < count; chunk++) {
            String part = PackageContent.chunkName(name, chunk);
            names.add(part);
            if (source.size(part).isEmpty()) {
                if (stated == 0 && chunk > 0) {
                    names.remove(names.size() - 1);
                }
                break;
            }
        }
        return Collections.unmodifiableList(names);
    }

    /** The names of its chunks, up to the first that is not there, or its own. */
    public List<String> names() {
        return parts;
    }

    /** The first of them that is not in the package. */
    public Stream<String> missing() {
        return parts.stream().filter(part -> source.size(part).isEmpty());
    }

    /** Bytes as stored, all chunks together; empty when one is missing. */
    public OptionalLong storedBytes() {
        long total = 0;
        for (String part : parts) {
            OptionalLong size = source.size(part);
            if (size.isEmpty()) {
                return OptionalLong.empty();
            }
            total += size.getAsLong();
        }
        return OptionalLong.of(total);
    }

    public boolean isCompressed() {
        return reference.compression().equalsIgnoreCase("gzip");
    }

    /** The bytes as stored, from a place on. */
    public InputStream openStored(long from) throws IOException {
        long skipped = from;
        int first = 0;
        while (first < parts.size() - 1 && skipped >= size(parts.get(first))) {
            skipped -= size(parts.get(first));
            first++;
        }
        InputStream in = parts.size() == 1 ? source.open(parts.get(0)) : new Chunks(parts.listIterator(first));
        try {
            in.skipNBytes(skipped);
            return in;
        } catch (IOException tooShort) {
            in.close();
            throw tooShort;
        }
    }

    private long size(String part) throws IOException {
        return source.size(part).orElseThrow(() -> new NoSuchFileException(part));
    }

    /**
     * The content, decompressed. Reading it fails when it expands to more than the capacity of its disk accounts for;
     * a file of no disk has a bound of hundred times its size.
     *
     * @param descriptor which says what is made from the file
     */
    public InputStream open(Descriptor descriptor) throws IOException {
        InputStream stored = openStored(0);
        try {
            return isCompressed()
                    ? new Gunzip(
                            stored,
                            ExpandedSize.most(
                                    descriptor, reference, storedBytes().orElse(0)))
                    : stored;
        } catch (IOException notCompressed) {
            stored.close();
            throw notCompressed;
        }
    }

    /** One chunk after the other, each opened when its turn comes. */
    private final class Chunks extends InputStream {
        private final Iterator<String> names;
        private InputStream current = InputStream.nullInputStream();

        Chunks(Iterator<String> names) {
            this.names = names;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = current.read(target, offset, length);
            while (read < 0 && names.hasNext()) {
                current.close();
                current = source.open(names.next());
                read = current.read(target, offset, length);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
