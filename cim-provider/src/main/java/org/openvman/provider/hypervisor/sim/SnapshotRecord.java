package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots of a simulated system as bytes in the state file; write and read in the same order. */
final class SnapshotRecord {
    private SnapshotRecord() {}

    static byte[] write(SnapshotHistory history) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(history.all().size());
            for (SimulatedSnapshot snapshot : history.all()) {
                out.writeUTF(snapshot.name());
                out.writeUTF(snapshot.notes());
                writeOptional(out, snapshot.parent());
                out.writeLong(snapshot.created().getEpochSecond());
                out.writeInt(snapshot.created().getNano());
                byte[] system = SystemRecord.write(snapshot.system());
                out.writeInt(system.length);
                out.write(system);
            }
            writeOptional(out, history.current());
            writeOptional(out, history.lastApplied());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static SnapshotHistory read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<SimulatedSnapshot> all = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                all.add(new SimulatedSnapshot(
                        in.readUTF(),
                        in.readUTF(),
                        readOptional(in),
                        Instant.ofEpochSecond(in.readLong(), in.readInt()),
                        SystemRecord.read(in.readNBytes(in.readInt()))));
            }
            return new SnapshotHistory(all, readOptional(in), readOptional(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No snapshot has an empty name. */
    private static void writeOptional(DataOutputStream out, Optional<String> name) throws IOException {
        out.writeUTF(name.orElse(""));
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        return Optional.of(in.readUTF()).filter(name -> !name.isEmpty());
    }
}
