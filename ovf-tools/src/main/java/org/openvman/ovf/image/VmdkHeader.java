package org.openvman.ovf.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The header of a sparse extent, and the marks at the end of a stream-optimized one (VMware Virtual Disk Format 5.0,
 * hosted sparse extents and stream-optimized compressed extents): little-endian, counted in sectors.
 */
final class VmdkHeader {
    private static final int COMPRESSED = 1 << 16;
    private static final int MARKERS = 1 << 17;
    private static final long DIRECTORY_AT_END = -1;
    private static final int FOOTER_MARKER = 3;
    private static final int LONGEST_DESCRIPTOR = 64;

    private final ByteBuffer header;
    private final ImageBytes bytes;
    private final List<String> damages = new ArrayList<>();

    VmdkHeader(ByteBuffer header, ImageBytes bytes) {
        this.header = header.order(ByteOrder.LITTLE_ENDIAN);
        this.bytes = bytes;
    }

    DiskImage image() throws IOException {
        if (header.limit() < ImageProbe.SECTOR) {
            return new DiskImage(
                    DiskImage.Kind.VMDK_SPARSE, OptionalLong.empty(), false, List.of("it ends in its header"));
        }
        int version = header.getInt(4);
        if (version < 1 || version > 3) {
            damages.add("it is of the unknown version " + Integer.toUnsignedString(version));
        }
        if (header.get(73) != '\n' || header.get(74) != ' ' || header.get(75) != '\r' || header.get(76) != '\n') {
            damages.add("its line ends were changed on the way, as a transfer in text mode does");
        }
        boolean streamOptimized = (header.getInt(8) & (COMPRESSED | MARKERS)) == (COMPRESSED | MARKERS);
        if (streamOptimized && header.getLong(56) == DIRECTORY_AT_END) {
            footer();
        }
        createType(streamOptimized);
        long sectors = header.getLong(12);
        boolean plausible = sectors >= 0 && sectors <= Long.MAX_VALUE / ImageProbe.SECTOR;
        if (!plausible) {
            damages.add("its capacity is " + Long.toUnsignedString(sectors) + " sectors");
        }
        return new DiskImage(
                streamOptimized ? DiskImage.Kind.VMDK_STREAM_OPTIMIZED : DiskImage.Kind.VMDK_SPARSE,
                plausible ? OptionalLong.of(sectors * ImageProbe.SECTOR) : OptionalLong.empty(),
                false,
                damages);
    }

    /** The last three sectors: a marker that says footer, the footer, a marker that says end of stream. */
    private void footer() throws IOException {
        if (bytes.size().isEmpty()) {
            return;
        }
        long end = bytes.size().getAsLong();
        if (end < 4L * ImageProbe.SECTOR) {
            damages.add("it ends before its footer");
            return;
        }
        ByteBuffer last =
                ImageProbe.sectors(bytes, end - 3 * ImageProbe.SECTOR, 3).order(ByteOrder.LITTLE_ENDIAN);
        if (last.limit() < 3 * ImageProbe.SECTOR
                || last.getInt(12) != FOOTER_MARKER
                || last.getInt(ImageProbe.SECTOR) != header.getInt(0)) {
            damages.add("its last sectors are no footer: it is cut off, or was written badly");
            return;
        }
        long endOfStream = last.getLong(2 * ImageProbe.SECTOR);
        int size = last.getInt(2 * ImageProbe.SECTOR + 8);
        int type = last.getInt(2 * ImageProbe.SECTOR + 12);
        if (endOfStream != 0 || size != 0 || type != 0) {
            damages.add("the marker of the end of the stream is missing");
        }
        if (last.getLong(ImageProbe.SECTOR + 12) != header.getLong(12)) {
            damages.add("its header and its footer state different capacities");
        }
        long directory = last.getLong(ImageProbe.SECTOR + 56);
        if (directory <= 0 || directory > end / ImageProbe.SECTOR) {
            damages.add("its footer says that the grain directory is at sector " + Long.toUnsignedString(directory));
        }
    }

    private void createType(boolean streamOptimized) throws IOException {
        long offset = header.getLong(28);
        long length = header.getLong(36);
        if (offset <= 0 || offset > LONGEST_DESCRIPTOR || length <= 0) {
            return;
        }
        ByteBuffer sectors =
                ImageProbe.sectors(bytes, offset * ImageProbe.SECTOR, (int) Math.min(length, LONGEST_DESCRIPTOR));
        String text = StandardCharsets.ISO_8859_1.decode(sectors).toString();
        VmdkText.createType(text)
                .filter(type -> !VmdkText.TYPES.contains(type) || type.equals("streamOptimized") != streamOptimized)
                .ifPresent(type -> damages.add("its embedded descriptor says createType=\"" + type
                        + "\" and its header " + (streamOptimized ? "streamOptimized" : "sparse")));
    }
}
