package org.openvman.ovf.io;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How files go into a package.
 *
 * @param compression level 1 to 9 at which disks are compressed with gzip
 * @param chunkSize size above which files are cut into chunks of that size
 * @param threads at work on compression
 */
public record PackOptions(DigestAlgorithm digest, OptionalInt compression, OptionalLong chunkSize, int threads) {

    private static final long SMALLEST_CHUNK = 4096;

    /** Files as they are. */
    public PackOptions(DigestAlgorithm digest) {
        this(digest, OptionalInt.empty(), OptionalLong.empty(), 1);
    }

    public PackOptions {
        if (compression.isPresent() && (compression.getAsInt() < 1 || compression.getAsInt() > 9)) {
            throw new IllegalArgumentException("a compression level is 1 to 9, not " + compression.getAsInt());
        }
        if (chunkSize.isPresent() && chunkSize.getAsLong() < SMALLEST_CHUNK) {
            throw new IllegalArgumentException("a chunk has at least " + SMALLEST_CHUNK + " bytes");
        }
    }

    boolean compresses(PackedFile file) {
        return compression.isPresent() && file.disk() && file.transformable();
    }

    boolean cuts(PackedFile file) {
        return chunkSize.isPresent() && file.transformable();
    }
}
