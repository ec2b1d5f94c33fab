package org.openvman.provider.hypervisor;

import java.util.Locale;
import java.util.Optional;

/**
 * A disk, CD or floppy drive of a system.
 *
 * @param id the target name, {@code vda}, {@code hdc}
 * @param source what is in it; empty for a drive without medium
 * @param capacityBytes what the guest sees; 0 if unknown or no medium
 */
public record Disk(
        String id,
        Type type,
        Bus bus,
        Optional<VolumeId> source,
        VolumeFormat format,
        long capacityBytes,
        boolean readOnly)
        implements Device {

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
        return new Disk(id, type, bus, changed, format, capacityBytes, readOnly);
    }

    public Disk withFormat(VolumeFormat changed) {
        return new Disk(id, type, bus, source, changed, capacityBytes, readOnly);
    }

    public Disk withCapacityBytes(long changed) {
        return new Disk(id, type, bus, source, format, changed, readOnly);
    }

    public Disk withReadOnly(boolean changed) {
        return new Disk(id, type, bus, source, format, capacityBytes, changed);
    }
}
