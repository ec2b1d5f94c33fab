package org.openvman.provider.profile.virtualization;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.profile.allocation.DiskSize;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.exchange.DiskImage;
import org.openvman.schema.cim.CimInstance;

/**
 * The volumes of disks that a client asks for: made for those that gave a size and named no image, looked up for those that
 * did. What was made is deleted on close unless it is to be kept.
 */
final class NewVolumes implements AutoCloseable {
    /** The pool that is taken where a client leaves the choice to us, if the host has it. */
    private static final String USUAL_POOL = "default";

    private final HostInventory host;
    private final Optional<Volumes> volumes;
    private final SystemId system;
    private final Map<String, String> pools;
    private final List<VolumeId> made = new ArrayList<>();

    /**
     * @param pools the pool of each disk for which the client named one
     */
    NewVolumes(Hypervisor hypervisor, HostInventory host, SystemId system, Map<String, String> pools) {
        this.host = host;
        this.volumes = hypervisor.volumes();
        this.system = system;
        this.pools = Map.copyOf(pools);
    }

    /** A name tells which system a volume was made for, so that it goes when the system goes. */
    static boolean isMadeFor(SystemId system, VolumeId volume) {
        return !volume.isPath() && volume.name().startsWith(system + "-");
    }

    /** In which pool the volumes of disks shall be that a setting made or changed; the host's usual one if it is silent. */
    static Map<String, String> pools(CimInstance setting, SystemConfiguration before, SystemConfiguration after) {
        Optional<String> pool = NewDevice.storagePool(setting);
        Map<String, String> pools = new HashMap<>();
        for (Disk disk : after.disks()) {
            if (pool.isPresent() && !before.disks().contains(disk)) {
                pools.put(disk.id(), pool.get());
            }
        }
        return pools;
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
        if (disk.type() != Disk.Type.DISK) {
            return disk;
        }
        Volumes storage = volumes.orElseThrow(() -> new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED,
                "this host has no storage pools; name an existing image in HostResource of disk " + disk.id()));
        ResourcePool pool = pool(disk.id());
        long bytes = disk.capacityBytes() == 0 ? DiskSize.usual(pool) : DiskSize.checked(disk, pool);
        VolumeId id = new VolumeId(pool.name(), system + "-" + disk.id() + ".qcow2");
        make(storage, id, () -> storage.create(id, VolumeFormat.QCOW2, bytes));
        return disk.withSource(Optional.of(id)).withFormat(VolumeFormat.QCOW2).withCapacityBytes(bytes);
    }

    private ResourcePool pool(String disk) {
        String wanted = pools.getOrDefault(disk, ResourcePool.PRIMORDIAL);
        if (!wanted.equals(ResourcePool.PRIMORDIAL)) {
            return host.pool(ResourceKind.STORAGE, wanted)
                    .orElseThrow(() -> new HypervisorException(
                            HypervisorException.Reason.NOT_FOUND,
                            "no storage pool \"" + wanted + "\" for disk " + disk));
        }
        return host.pool(ResourceKind.STORAGE, USUAL_POOL)
                .or(() -> host.pools().stream()
                        .filter(pool -> pool.kind() == ResourceKind.STORAGE && !pool.primordial())
                        .max(Comparator.comparingLong(ResourcePool::free)))
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "the host has no storage pool for disk " + disk));
    }

    private Volume make(Volumes storage, VolumeId id, Supplier<Volume> making) {
        boolean free = storage.find(id).isEmpty();
        try {
            Volume volume = making.get();
            made.add(id);
            return volume;
        } catch (HypervisorException e) {
            if (free && e.leavesDoubt()) {
                made.add(id);
            }
            throw e;
        }
    }

    /** The disk with a copy of its volume. */
    Disk copied(Disk disk) {
        VolumeId source = disk.source().orElseThrow();
        Volumes storage = volumes.orElseThrow(() -> new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED,
                "this host has no storage pools; disk " + disk.id() + " cannot be copied"));
        VolumeId id = new VolumeId(
                source.isPath() ? pool(disk.id()).name() : source.pool(), system + "-" + disk.id() + ".qcow2");
        Volume copy = make(storage, id, () -> storage.copy(id, source));
        return disk.withSource(Optional.of(id)).withFormat(copy.format()).withCapacityBytes(copy.capacityBytes());
    }

    /**
     * The disk or drive with a volume of that content.
     *
     * @param format how the content is written; a volume that can be written to cannot be a VMDK and is made of it
     * @param bytes the exact length of the content
     */
    Disk uploaded(Disk disk, VolumeFormat format, long bytes, InputStream content) throws IOException {
        Volumes storage = volumes.orElseThrow(() -> new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED,
                "this host has no storage pools; disk " + disk.id() + " cannot be filled"));
        String pool = pool(disk.id()).name();
        VolumeId id = free(storage, pool, system + "-" + disk.id(), DiskImage.ending(format));
        Volume volume = storage.upload(id, format, bytes, content);
        made.add(id);
        if (format == VolumeFormat.VMDK) {
            VolumeId copy = free(storage, pool, system + "-" + disk.id(), DiskImage.ending(VolumeFormat.QCOW2));
            volume = storage.copy(copy, id);
            made.add(copy);
            storage.deleteSoon(List.of(id));
            made.remove(id);
        }
        return disk.withSource(Optional.of(volume.id()))
                .withFormat(volume.format())
                .withCapacityBytes(volume.capacityBytes());
    }

    /** What a system that was removed without its disks left is not overwritten. */
    private static VolumeId free(Volumes storage, String pool, String name, String ending) {
        VolumeId id = new VolumeId(pool, name + ending);
        for (int number = 2; storage.find(id).isPresent(); number++) {
            id = new VolumeId(pool, name + "-" + number + ending);
        }
        return id;
    }

    void keep() {
        made.clear();
    }

    @Override
    public void close() {
        volumes.ifPresent(storage -> storage.deleteSoon(List.copyOf(made)));
    }
}
