package org.openvman.ovf.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Finds out what an image is, reading a few sectors of it. */
public final class ImageProbe {
    static final int SECTOR = 512;
    private static final byte[] QCOW = {'Q', 'F', 'I', (byte) 0xFB};
    private static final byte[] SPARSE = {'K', 'D', 'M', 'V'};
    private static final byte[] VMFS = {'C', 'O', 'W', 'D'};
    private static final byte[] TEXT = "# Disk DescriptorFile".getBytes(StandardCharsets.US_ASCII);

    private ImageProbe() {}

    /** Reads the marks of an image. */
    public static DiskImage probe(ImageBytes bytes) throws IOException {
        ByteBuffer header = sectors(bytes, 0, 1);
        if (startsWith(header, QCOW)) {
            return new Qcow2Header(header, bytes.size()).image();
        }
        if (startsWith(header, SPARSE)) {
            return new VmdkHeader(header, bytes).image();
        }
        if (startsWith(header, VMFS)) {
            return VmdkText.vmfs(header);
        }
        return startsWith(header, TEXT)
                ? VmdkText.image(sectors(bytes, 0, 16))
                : new DiskImage(DiskImage.Kind.OTHER, OptionalLong.empty(), false, List.of());
    }

    /** So many sectors, or what there is of them. */
    static ByteBuffer sectors(ImageBytes bytes, long from, int count) throws IOException {
        try (InputStream in = bytes.open(from)) {
            return ByteBuffer.wrap(in.readNBytes(count * SECTOR));
        }
    }

    private static boolean startsWith(ByteBuffer header, byte[] magic) {
        return header.limit() >= magic.length && header.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    }
}
