package org.openvman.ovf.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The header of a QCOW2 image (QEMU, docs/interop/qcow2, header): big-endian, versions 2 and 3. */
final class Qcow2Header {
    private static final int VERSION_2_LENGTH = 72;
    private static final int EXTERNAL_DATA = 1 << 2;

    private final ByteBuffer header;
    private final OptionalLong fileSize;
    private final List<String> damages = new ArrayList<>();

    Qcow2Header(ByteBuffer header, OptionalLong fileSize) {
        this.header = header;
        this.fileSize = fileSize;
    }

    DiskImage image() {
        if (header.limit() < VERSION_2_LENGTH) {
            return new DiskImage(DiskImage.Kind.QCOW2, OptionalLong.empty(), false, List.of("it ends in its header"));
        }
        int version = header.getInt(4);
        if (version < 2 || version > 3) {
            damages.add("it is of the unknown version " + Integer.toUnsignedString(version));
            return new DiskImage(DiskImage.Kind.QCOW2, OptionalLong.empty(), false, damages);
        }
        int clusterBits = header.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            damages.add("its clusters have 2^" + Integer.toUnsignedString(clusterBits) + " bytes");
        }
        inside("table of clusters", header.getLong(40));
        inside("table of reference counts", header.getLong(48));
        boolean external = version == 3 && header.limit() >= 80 && (header.getLong(72) & EXTERNAL_DATA) != 0;
        return new DiskImage(
                DiskImage.Kind.QCOW2, OptionalLong.of(header.getLong(24)), header.getLong(8) != 0 || external, damages);
    }

    private void inside(String what, long offset) {
        if (fileSize.isPresent() && Long.compareUnsigned(offset, fileSize.getAsLong()) >= 0) {
            damages.add("its " + what + " is said to be at byte " + Long.toUnsignedString(offset) + " and it has only "
                    + fileSize.getAsLong());
        }
    }
}
