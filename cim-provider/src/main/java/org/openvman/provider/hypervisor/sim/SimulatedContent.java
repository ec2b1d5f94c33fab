package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VolumeFormat;

/** What a simulated host hands out as the content of a volume: what was uploaded, or an empty disk. */
final class SimulatedContent {
    private static final int QCOW2_MAGIC = 0x514649fb;
    private static final int CLUSTER_BITS = 16;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    private static final long DISK_OF_A_TABLE = (long) CLUSTER / Long.BYTES * CLUSTER;
    private static final int BEFORE_TABLES = 3;

    private SimulatedContent() {}

    /**
     * The content in a format.
     *
     * @param origin the volume that has the content: the volume itself, or the base that it shares it with
     */
    static InputStream of(StoredVolume volume, StoredVolume origin, VolumeFormat format) {
        long capacity = volume.volume().capacityBytes();
        if (!origin.sha256().isEmpty()) {
            byte[] content = origin.content()
                    .orElseThrow(() -> new HypervisorException(
                            Reason.UNSUPPORTED,
                            "volume \"" + volume.id() + "\": a simulated host keeps no content of more than "
                                    + Upload.KEPT_BYTES + " bytes"));
            if (isQcow2(content) != (format == VolumeFormat.QCOW2)) {
                throw unwritten(volume, format);
            }
            return new ByteArrayInputStream(content);
        }
        return switch (format) {
            case QCOW2 -> new ByteArrayInputStream(emptyQcow2(capacity));
            case RAW, ISO -> new Zeros(capacity);
            case VMDK -> throw unwritten(volume, format);
        };
    }

    private static HypervisorException unwritten(StoredVolume volume, VolumeFormat format) {
        return new HypervisorException(
                Reason.UNSUPPORTED,
                "volume \"" + volume.id() + "\": a simulated host cannot write its content as " + format.text());
    }

    private static boolean isQcow2(byte[] content) {
        return content.length >= Integer.BYTES && ByteBuffer.wrap(content).getInt() == QCOW2_MAGIC;
    }

    /** Header, reference counts and an empty first table (docs/interop/qcow2 of QEMU, version 2). */
    private static byte[] emptyQcow2(long capacity) {
        int tables = Math.toIntExact((capacity + DISK_OF_A_TABLE - 1) / DISK_OF_A_TABLE);
        int tableClusters = (tables * Long.BYTES + CLUSTER - 1) / CLUSTER;
        int clusters = BEFORE_TABLES + tableClusters;
        ByteBuffer image = ByteBuffer.allocate(clusters * CLUSTER);
        image.putInt(QCOW2_MAGIC).putInt(2);
        image.putLong(0).putInt(0); // no backing file
        image.putInt(CLUSTER_BITS).putLong(capacity).putInt(0);
        image.putInt(tables).putLong((long) BEFORE_TABLES * CLUSTER);
        image.putLong(CLUSTER).putInt(1);
        image.putInt(0).putLong(0); // no snapshots
        image.putLong(CLUSTER, 2L * CLUSTER);
        for (int cluster = 0; cluster < clusters; cluster++) {
            image.putShort(2 * CLUSTER + cluster * Short.BYTES, (short) 1);
        }
        return image.array();
    }

    /** So many bytes of an empty disk. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("called off");
            }
            if (left == 0) {
                return -1;
            }
            int read = (int) Math.min(count, left);
            Arrays.fill(bytes, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
