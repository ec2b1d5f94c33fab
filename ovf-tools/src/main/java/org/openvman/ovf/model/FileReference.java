package org.openvman.ovf.model;

import java.util.OptionalLong;

/**
 * A file of the package (DSP0243, References).
 *
 * @param href as written, percent escapes included
 * @param compression {@code gzip}, {@code identity} or empty
 * @param chunkSize present when the file is cut into {@code href.000000000}, {@code href.000000001}, ...
 */
public record FileReference(
        String id, String href, OptionalLong size, String compression, OptionalLong chunkSize, Location at) {

    public FileReference withSize(long bytes) {
        return new FileReference(id, href, OptionalLong.of(bytes), compression, chunkSize, at);
    }
}
