package org.openvman.ovf.io;

import java.util.OptionalLong;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.ProgrammaticUnits;

/** How large a compressed file can be when it is expanded. */
final class ExpandedSize {
    /** What the tables of an image take, at most: a sixteenth of its disk, and a little. */
    private static final int TABLES = 16;

    private static final long LITTLE = 64 << 20;

    /** Of files that no disk is made from. */
    private static final long RATIO = 100;

    private ExpandedSize() {}

    /** Of an image by the capacity of its disks, of another file by its compressed size. */
    static long most(Descriptor descriptor, FileReference file, long compressed) {
        OptionalLong capacity = descriptor
                .disks()
                .filter(disk -> disk.fileRef().equals(file.id()))
                .flatMap(disk -> ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits()).stream())
                .mapToLong(size -> size.bytes())
                .max();
        long bytes = capacity.isPresent()
                ? capacity.getAsLong()
                : compressed > Long.MAX_VALUE / RATIO ? Long.MAX_VALUE : compressed * RATIO;
        return bytes > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : bytes + bytes / TABLES + LITTLE;
    }
}
