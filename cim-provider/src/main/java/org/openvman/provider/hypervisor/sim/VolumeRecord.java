package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** A stored volume as bytes in the state file; write and read in the same order. */
final class VolumeRecord {
    private static final int NO_CONTENT = -1;

    private VolumeRecord() {}

    static byte[] write(StoredVolume stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Volume volume = stored.volume();
            writeId(out, volume.id());
            out.writeUTF(volume.path());
            out.writeUTF(volume.format().name());
            out.writeLong(volume.capacityBytes());
            out.writeLong(volume.allocationBytes());
            out.writeBoolean(stored.base().isPresent());
            writeId(out, stored.base().orElse(volume.id()));
            out.writeUTF(stored.sha256());
            out.writeInt(stored.content().map(content -> content.length).orElse(NO_CONTENT));
            if (stored.content().isPresent()) {
                out.write(stored.content().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredVolume read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Volume volume = new Volume(
                    readId(in), in.readUTF(), VolumeFormat.valueOf(in.readUTF()), in.readLong(), in.readLong());
            boolean hasBase = in.readBoolean();
            VolumeId base = readId(in);
            String sha256 = in.readUTF();
            int length = in.readInt();
            return new StoredVolume(
                    volume,
                    hasBase ? Optional.of(base) : Optional.empty(),
                    sha256,
                    length == NO_CONTENT ? Optional.empty() : Optional.of(in.readNBytes(length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeId(DataOutputStream out, VolumeId id) throws IOException {
        out.writeUTF(id.pool());
        out.writeUTF(id.name());
    }

    private static VolumeId readId(DataInputStream in) throws IOException {
        return new VolumeId(in.readUTF(), in.readUTF());
    }
}
