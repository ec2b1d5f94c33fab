package org.openvman.ovf.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.service.ImageFormat;

/**
 * What the first bytes of a disk image say.
 *
 * @param format URI for ovf:format
 */
public record ImageHeader(String format, ByteSize capacity) {
    private static final String VMDK_SPARSE = "http://www.vmware.com/interfaces/specifications/vmdk.html#sparse";
    private static final int QCOW2_MAGIC = 0x514649FB;
    private static final int VMDK_MAGIC = 0x4B444D56;
    private static final int COMPRESSED_GRAINS = 1 << 16;
    private static final int SECTOR = 512;

    /** Reads QCOW2 and VMDK headers; everything else is taken as plain bytes. */
    public static ImageHeader read(Path image) {
        if (!Files.isRegularFile(image)) {
            throw new EditException(image + ": no such disk image");
        }
        try (InputStream in = Files.newInputStream(image)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(SECTOR));
            if (header.remaining() >= 32 && header.getInt(0) == QCOW2_MAGIC) {
                return new ImageHeader(ImageFormat.QCOW2.uri(), new ByteSize(header.getLong(24)));
            }
            header.order(ByteOrder.LITTLE_ENDIAN);
            if (header.remaining() >= 32 && header.getInt(0) == VMDK_MAGIC) {
                boolean stream = (header.getInt(8) & COMPRESSED_GRAINS) != 0;
                long sectors = header.getLong(12);
                return new ImageHeader(
                        stream ? ImageFormat.VMDK.uri() : VMDK_SPARSE,
                        new ByteSize(Math.multiplyExact(sectors, SECTOR)));
            }
            return new ImageHeader(ImageFormat.RAW.uri(), new ByteSize(Files.size(image)));
        } catch (IOException unreadable) {
            throw new EditException(image + ": cannot be read", unreadable);
        }
    }
}
