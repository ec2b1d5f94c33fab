package org.openvman.ovf.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Disk images that consist of their marks and hold nothing. */
public final class Images {
    private static final int SECTOR = 512;

    private Images() {}

    /** A QCOW2 header of version 3. */
    public static byte[] qcow2(long virtualBytes) {
        ByteBuffer header = ByteBuffer.allocate(104);
        header.put(new byte[] {'Q', 'F', 'I', (byte) 0xFB}).putInt(3);
        header.putInt(20, 16).putLong(24, virtualBytes).putInt(100, 104);
        return header.array();
    }

    /** A stream-optimized VMDK as VMware writes it: the grain directory is found through the footer. */
    public static byte[] streamOptimized(long virtualBytes) {
        ByteBuffer image = ByteBuffer.allocate(6 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sparseHeader(image, 0, virtualBytes, -1);
        image.putInt(3 * SECTOR, 1).putInt(3 * SECTOR + 12, 3);
        sparseHeader(image, 4 * SECTOR, virtualBytes, 1);
        return image.array();
    }

    private static void sparseHeader(ByteBuffer image, int at, long virtualBytes, long directory) {
        image.position(at);
        image.put("KDMV".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0x30001);
        image.putLong(at + 12, virtualBytes / SECTOR).putLong(at + 20, 128).putLong(at + 56, directory);
        image.position(at + 73);
        image.put("\n \r\n".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
    }
}
