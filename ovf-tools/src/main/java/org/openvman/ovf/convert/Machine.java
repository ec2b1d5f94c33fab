package org.openvman.ovf.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.ByteSize;

/**
 * A machine as other tools describe it; what all of them have in common, and {@code extras} for what we only carry.
 *
 * @param family value of VirtualSystemType
 * @param extras facts of the tool that OVF has no place for, by name: a kernel, a context number
 * @param notes what was not understood, for the user
 */
public record Machine(
        String name,
        String family,
        int cpus,
        ByteSize memory,
        List<Drive> drives,
        List<Adapter> adapters,
        Optional<String> display,
        Map<String, String> extras,
        List<String> notes) {

    /**
     * A disk or CD drive.
     *
     * @param bus {@code ide}, {@code scsi}, {@code sata}, {@code virtio} or {@code xen}
     * @param file the image as written; empty for none
     */
    public record Drive(String bus, String file, boolean cdrom) {}

    /**
     * A network adapter.
     *
     * @param model as OVF packages call it; empty when not said
     * @param network the name of what it is connected to
     * @param address MAC address; empty when not said
     */
    public record Adapter(String model, String network, String address) {}

    public Machine {
        drives = List.copyOf(drives);
        adapters = List.copyOf(adapters);
        extras = new LinkedHashMap<>(extras);
        notes = List.copyOf(notes);
    }

    /** Collects facts while a description is read. */
    static final class Draft {
        private final String family;
        String name = "machine";
        int cpus = 1;
        ByteSize memory = ByteSize.mebibytes(128);
        private final List<Drive> drives = new ArrayList<>();
        private final List<Adapter> adapters = new ArrayList<>();
        Optional<String> display = Optional.empty();
        private final Map<String, String> extras = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();

        Draft(String family) {
            this.family = family;
        }

        void drive(String bus, String file, boolean cdrom) {
            drives.add(new Drive(bus, file, cdrom));
        }

        void adapter(String model, String network, String address) {
            adapters.add(new Adapter(model, network, address));
        }

        void extra(String key, String value) {
            if (!value.isBlank()) {
                extras.put(key, value);
            }
        }

        void note(String note) {
            notes.add(note);
        }

        void cpus(String text) {
            cpus = (int) Math.max(1, Math.min(4096, number(text, cpus)));
        }

        void mebibytes(String text) {
            memory = ByteSize.mebibytes(Math.max(1, Math.min(1L << 30, number(text, memory.bytes() >> 20))));
        }

        private long number(String text, long otherwise) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException notANumber) {
                note("'" + text + "' is no number; " + otherwise + " is taken");
                return otherwise;
            }
        }

        Machine machine() {
            return new Machine(name, family, cpus, memory, drives, adapters, display, extras, notes);
        }
    }
}
