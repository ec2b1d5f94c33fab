package org.openvman.ovf.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.openvman.ovf.image.DiskImage;
import org.openvman.ovf.image.ImageBytes;
import org.openvman.ovf.image.ImageProbe;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.service.ImageFormat;

/**
 * What a disk image that comes into a package says of itself.
 *
 * @param format URI for ovf:format
 * @param whole whether the disk is in this file, all of it; else its name for the rest could be that of any file
 */
public record ImageHeader(String format, ByteSize capacity, boolean whole) {
    private static final String VMDK_SPARSE = "http://www.vmware.com/interfaces/specifications/vmdk.html#sparse";

    /** Reads QCOW2 and VMDK headers; everything else is taken as plain bytes. */
    public static ImageHeader read(Path image) {
        if (!Files.isRegularFile(image)) {
            throw new EditException(image + ": no such disk image");
        }
        try {
            DiskImage probed = ImageProbe.probe(new FileImage(image, Files.size(image)));
            if (probed.kind() == DiskImage.Kind.OTHER) {
                return new ImageHeader(ImageFormat.RAW.uri(), new ByteSize(Files.size(image)), true);
            }
            long bytes = probed.virtualBytes()
                    .orElseThrow(() -> new EditException(image + ": the " + probed.kind()
                            + " does not say how large its disk is: " + String.join(", ", probed.damages())));
            // A VMDK whose header has no capacity takes it, and its extents, from the descriptor in it.
            boolean inside =
                    probed.kind() != DiskImage.Kind.VMDK_TEXT && (!probed.kind().isVmdk() || bytes > 0);
            return new ImageHeader(format(probed.kind()), new ByteSize(bytes), inside && !probed.backing());
        } catch (IOException unreadable) {
            throw new EditException(image + ": cannot be read", unreadable);
        }
    }

    private static String format(DiskImage.Kind kind) {
        return switch (kind) {
            case QCOW2 -> ImageFormat.QCOW2.uri();
            case VMDK_STREAM_OPTIMIZED -> ImageFormat.VMDK.uri();
            case VMDK_SPARSE, VMDK_VMFS, VMDK_TEXT -> VMDK_SPARSE;
            case OTHER -> ImageFormat.RAW.uri();
        };
    }

    /** The same, for what only can be used when it is whole. */
    public static ImageHeader readWhole(Path image) {
        ImageHeader header = read(image);
        if (!header.whole()) {
            throw new EditException(image + ": refers to another file; make it whole first with qemu-img convert");
        }
        return header;
    }

    /** An image in a file of its own. */
    private record FileImage(Path file, long bytes) implements ImageBytes {
        @Override
        public OptionalLong size() {
            return OptionalLong.of(bytes);
        }

        @Override
        public InputStream open(long from) throws IOException {
            InputStream in = Files.newInputStream(file);
            try {
                in.skipNBytes(from);
                return in;
            } catch (IOException tooShort) {
                in.close();
                throw tooShort;
            }
        }
    }
}
