package org.openvman.ovf.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The descriptor of a VMDK in text form, alone or embedded (VMware Virtual Disk Format 5.0, the descriptor file). */
final class VmdkText {
    static final Set<String> TYPES = Set.of(
            "monolithicSparse",
            "vmfsSparse",
            "monolithicFlat",
            "vmfs",
            "twoGbMaxExtentSparse",
            "twoGbMaxExtentFlat",
            "fullDevice",
            "vmfsRaw",
            "partitionedDevice",
            "vmfsRawDeviceMap",
            "vmfsPassthroughRawDeviceMap",
            "streamOptimized");

    private static final Pattern CREATE_TYPE = Pattern.compile("(?m)^createType\\s*=\\s*\"([^\"\\r\\n]{0,64})\"");
    private static final Pattern PARENT = Pattern.compile("(?m)^parentCID\\s*=\\s*(?!ffffffff)[0-9a-fA-F]{1,8}");
    private static final Pattern EXTENT = Pattern.compile("(?m)^(?:RW|RDONLY|NOACCESS)\\s+(\\d{1,12})\\s");

    private VmdkText() {}

    static Optional<String> createType(String text) {
        Matcher type = CREATE_TYPE.matcher(text);
        return type.find() ? Optional.of(type.group(1)) : Optional.empty();
    }

    static DiskImage image(ByteBuffer sectors) {
        String text = StandardCharsets.ISO_8859_1.decode(sectors).toString();
        long total = EXTENT.matcher(text)
                .results()
                .mapToLong(extent -> Long.parseLong(extent.group(1)))
                .sum();
        return new DiskImage(
                DiskImage.Kind.VMDK_TEXT,
                total > 0 ? OptionalLong.of(total * ImageProbe.SECTOR) : OptionalLong.empty(),
                PARENT.matcher(text).find(),
                List.of());
    }

    /** The older header of VMFS says its sectors in 32 bits. */
    static DiskImage vmfs(ByteBuffer header) {
        return header.limit() < 16
                ? new DiskImage(DiskImage.Kind.VMDK_VMFS, OptionalLong.empty(), false, List.of("it ends in its header"))
                : new DiskImage(
                        DiskImage.Kind.VMDK_VMFS,
                        OptionalLong.of(ImageProbe.SECTOR
                                * Integer.toUnsignedLong(
                                        header.order(ByteOrder.LITTLE_ENDIAN).getInt(12))),
                        false,
                        List.of());
    }
}
