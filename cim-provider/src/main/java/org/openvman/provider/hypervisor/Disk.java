package org.openvman.provider.hypervisor;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A disk, CD or floppy drive of a system.
 *
 * @param id the target name, {@code vda}, {@code hdc}
 * @param source what is in it; empty for a drive without medium
 * @param capacityBytes what the guest sees; 0 if unknown or no medium
 * @param tuning how the host serves it
 */
public record Disk(
        String id,
        Type type,
        Bus bus,
        Optional<VolumeId> source,
        VolumeFormat format,
        long capacityBytes,
        boolean readOnly,
        Tuning tuning)
        implements Device {

    /** A disk without limits, cached as the hypervisor does by itself. */
    public Disk(
            String id,
            Type type,
            Bus bus,
            Optional<VolumeId> source,
            VolumeFormat format,
            long capacityBytes,
            boolean readOnly) {
        this(id, type, bus, source, format, capacityBytes, readOnly, Tuning.NONE);
    }

    /**
     * How the host serves a disk.
     *
     * @param cache the host's cache, {@code none}, {@code writeback}, ...; empty for the hypervisor's choice
     * @param operationsPerSecond the most reads and writes together; empty for no limit
     * @param bytesPerSecond the most that is read and written together; empty for no limit
     */
    public record Tuning(String cache, OptionalLong operationsPerSecond, OptionalLong bytesPerSecond) {
        private static final Set<String> CACHES =
                Set.of("", "default", "none", "writethrough", "writeback", "directsync", "unsafe");

        public static final Tuning NONE = new Tuning("", OptionalLong.empty(), OptionalLong.empty());

        public Tuning {
            if (!CACHES.contains(cache)) {
                throw new IllegalArgumentException(
                        "no way to cache a disk: \"" + cache + "\" " + new TreeSet<>(CACHES));
            }
        }

        public Tuning withCache(String changed) {
            return new Tuning(changed, operationsPerSecond, bytesPerSecond);
        }

        /** With another limit; 0 for none. */
        public Tuning withOperationsPerSecond(long changed) {
            return new Tuning(cache, limit(changed), bytesPerSecond);
        }

        /** With another limit; 0 for none. */
        public Tuning withBytesPerSecond(long changed) {
            return new Tuning(cache, operationsPerSecond, limit(changed));
        }

        private static OptionalLong limit(long value) {
            return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /** What kind of drive the guest sees. */
    public enum Type {
        DISK,
        CD,
        FLOPPY
    }

    /** How it is attached. */
    public enum Bus {
        VIRTIO,
        IDE,
        SATA,
        SCSI,
        USB,
        FDC,
        XEN,
        OTHER;

        /** The name that libvirt and OVF's ResourceSubType use. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.STORAGE;
    }

    public Disk withSource(Optional<VolumeId> changed) {
        return new Disk(id, type, bus, changed, format, capacityBytes, readOnly, tuning);
    }

    public Disk withFormat(VolumeFormat changed) {
        return new Disk(id, type, bus, source, changed, capacityBytes, readOnly, tuning);
    }

    public Disk withCapacityBytes(long changed) {
        return new Disk(id, type, bus, source, format, changed, readOnly, tuning);
    }

    public Disk withReadOnly(boolean changed) {
        return new Disk(id, type, bus, source, format, capacityBytes, changed, tuning);
    }

    public Disk withTuning(Tuning changed) {
        return new Disk(id, type, bus, source, format, capacityBytes, readOnly, changed);
    }

    /** Whether it is a device of the host itself, not an image. */
    public boolean isPassedThrough() {
        return source.filter(volume -> volume.isPath() && volume.name().startsWith("/dev/"))
                .isPresent();
    }
}
