package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * Content read to its end: counted and digested, and kept if it is small.
 *
 * @param head the first bytes, where a format has its header
 */
@SuppressWarnings("ArrayRecordComponent") // passes from one method to the next, is never compared
record Upload(long bytes, String sha256, byte[] head, Optional<byte[]> content) {
    /** Enough for the media that guests are configured with. */
    static final int KEPT_BYTES = 16 << 20;

    private static final int QCOW2_MAGIC = 0x514649fb;
    private static final int QCOW2_SIZE_OFFSET = 24;
    private static final int HEAD = 512;

    /**
     * Reads exactly that many bytes.
     *
     * @throws HypervisorException INVALID if there are fewer or more
     */
    static Upload read(VolumeId id, InputStream in, long bytes) throws IOException {
        MessageDigest digest = digest();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            kept.write(buffer, 0, bytes <= KEPT_BYTES ? n : Math.max(0, Math.min(n, HEAD - kept.size())));
            total += n;
            if (total > bytes) {
                throw refused(id, "more content than the " + bytes + " bytes that were announced");
            }
        }
        if (total < bytes) {
            throw refused(id, "content ended after " + total + " of " + bytes + " bytes");
        }
        byte[] all = kept.toByteArray();
        Optional<byte[]> content = bytes <= KEPT_BYTES ? Optional.of(all) : Optional.empty();
        return new Upload(total, HexFormat.of().formatHex(digest.digest()), all, content);
    }

    /** What a guest sees as the disk's size; a qcow2 image says so in its header. */
    long capacity(VolumeFormat format) {
        if (format == VolumeFormat.QCOW2 && head.length >= QCOW2_SIZE_OFFSET + Long.BYTES) {
            ByteBuffer header = ByteBuffer.wrap(head);
            if (header.getInt(0) == QCOW2_MAGIC) {
                return header.getLong(QCOW2_SIZE_OFFSET);
            }
        }
        return bytes;
    }

    private static HypervisorException refused(VolumeId id, String why) {
        return new HypervisorException(Reason.INVALID, "volume \"" + id + "\": " + why);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
