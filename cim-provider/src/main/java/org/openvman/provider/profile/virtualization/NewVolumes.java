package org.openvman.provider.profile.virtualization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/**
 * The volumes of disks that a client asks for: made for those that gave a size and named no image, looked up for those that
 * did. What was made is deleted on close unless it is to be kept.
 */
final class NewVolumes implements AutoCloseable {
    private static final String POOL = "default";

    private final Optional<Volumes> volumes;
    private final SystemId system;
    private final List<VolumeId> made = new ArrayList<>();

    NewVolumes(Hypervisor hypervisor, SystemId system) {
        this.volumes = hypervisor.volumes();
        this.system = system;
    }

    /** A name tells which system a volume was made for, so that it goes when the system goes. */
    static boolean isMadeFor(SystemId system, VolumeId volume) {
        return !volume.isPath() && volume.name().startsWith(system + "-");
    }

    SystemConfiguration forEmptyDisks(SystemConfiguration configuration) {
        SystemConfiguration result = configuration;
        for (Disk disk : configuration.disks()) {
            result = result.with(filled(disk));
        }
        return result;
    }

    /** The disk with a new volume if it has a size and no source, else in the format that its volume is written in. */
    Disk filled(Disk disk) {
        if (disk.source().isPresent()) {
            return volumes.flatMap(storage -> storage.find(disk.source().get()))
                    .map(volume -> disk.withFormat(volume.format()))
                    .orElse(disk);
        }
        if (disk.type() != Disk.Type.DISK || disk.capacityBytes() == 0) {
            return disk;
        }
        Volumes storage = volumes.orElseThrow(() -> new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED,
                "this host has no storage pools; name an existing image in HostResource of disk " + disk.id()));
        VolumeId id = new VolumeId(POOL, system + "-" + disk.id() + ".qcow2");
        storage.create(id, VolumeFormat.QCOW2, disk.capacityBytes());
        made.add(id);
        return new Disk(
                disk.id(),
                disk.type(),
                disk.bus(),
                Optional.of(id),
                VolumeFormat.QCOW2,
                disk.capacityBytes(),
                disk.readOnly());
    }

    /** The disk with a copy of its volume. */
    Disk copied(Disk disk) {
        VolumeId source = disk.source().orElseThrow();
        Volumes storage = volumes.orElseThrow(() -> new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED,
                "this host has no storage pools; disk " + disk.id() + " cannot be copied"));
        VolumeId id = new VolumeId(source.isPath() ? POOL : source.pool(), system + "-" + disk.id() + ".qcow2");
        Volume copy = storage.copy(id, source);
        made.add(id);
        return disk.withSource(Optional.of(id)).withFormat(copy.format()).withCapacityBytes(copy.capacityBytes());
    }

    void keep() {
        made.clear();
    }

    @Override
    public void close() {
        volumes.ifPresent(storage -> made.forEach(storage::delete));
    }
}
