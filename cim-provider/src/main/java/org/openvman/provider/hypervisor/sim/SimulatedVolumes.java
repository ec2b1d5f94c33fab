package org.openvman.provider.hypervisor.sim;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/** The volumes of a simulated host. */
final class SimulatedVolumes implements Volumes {
    // What an empty qcow2 image takes: header, tables, one cluster each.
    private static final long EMPTY_QCOW2_BYTES = 196_624;
    private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}]{1,255}");

    private final HostId host;
    private final SimulatedPools pools;
    private final SimulatorState state;
    private final SimulatedConnection connection;

    SimulatedVolumes(HostId host, SimulatedPools pools, SimulatorState state, SimulatedConnection connection) {
        this.host = host;
        this.pools = pools;
        this.state = state;
        this.connection = connection;
    }

    @Override
    public Volume create(VolumeId id, VolumeFormat format, long capacityBytes) {
        return connection.call(Operation.VOLUME_CREATE, id.name(), effects -> {
            requireCapacity(id, capacityBytes);
            long allocated = format == VolumeFormat.QCOW2 ? EMPTY_QCOW2_BYTES : capacityBytes;
            return store(id, format, capacityBytes, allocated, Optional.empty(), Optional.empty());
        });
    }

    @Override
    public Volume createFrom(VolumeId id, VolumeId base, long capacityBytes) {
        return connection.call(Operation.VOLUME_CLONE, id.name(), effects -> {
            Volume original = state.volume(base)
                    .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no volume \"" + base + "\""))
                    .volume();
            if (capacityBytes < original.capacityBytes()) {
                throw new HypervisorException(
                        Reason.INVALID,
                        "volume \"" + id + "\" of " + capacityBytes + " bytes is smaller than its base \"" + base
                                + "\" of " + original.capacityBytes());
            }
            return store(id, VolumeFormat.QCOW2, capacityBytes, EMPTY_QCOW2_BYTES, Optional.of(base), Optional.empty());
        });
    }

    @Override
    public Volume copy(VolumeId id, VolumeId source) {
        return connection.call(Operation.VOLUME_CLONE, id.name(), effects -> {
            StoredVolume original = state.volume(source)
                    .orElseThrow(
                            () -> new HypervisorException(Reason.NOT_FOUND, "there is no volume \"" + source + "\""));
            Volume copy = store(
                    id,
                    VolumeFormat.QCOW2,
                    original.volume().capacityBytes(),
                    Math.max(EMPTY_QCOW2_BYTES, original.volume().allocationBytes()),
                    Optional.empty(),
                    Optional.empty());
            state.put(new StoredVolume(copy, Optional.empty(), original.sha256(), original.content()));
            return copy;
        });
    }

    @Override
    public Volume upload(VolumeId id, VolumeFormat format, long bytes, InputStream content) throws IOException {
        // The name is looked at first, so that a long upload is not in vain, and again when the content is there.
        connection.inside(() -> {
            requireFree(id);
            return id;
        });
        Upload upload = Upload.read(id, content, bytes);
        return connection.call(
                Operation.VOLUME_UPLOAD,
                id.name(),
                effects -> store(id, format, upload.capacity(format), bytes, Optional.empty(), Optional.of(upload)));
    }

    @Override
    public InputStream download(VolumeId id, VolumeFormat format) {
        return connection.call(Operation.VOLUME_DOWNLOAD, id.name(), effects -> {
            StoredVolume volume = state.volume(id)
                    .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no volume \"" + id + "\""));
            StoredVolume origin = volume;
            while (origin.base().flatMap(state::volume).isPresent()) {
                origin = origin.base().flatMap(state::volume).orElseThrow();
            }
            return SimulatedContent.of(volume, origin, format);
        });
    }

    @Override
    public Optional<Volume> find(VolumeId id) {
        return connection.call(
                Operation.VOLUME_FIND, id.name(), effects -> state.volume(id).map(StoredVolume::volume));
    }

    @Override
    public void delete(VolumeId id) {
        connection.call(Operation.VOLUME_DELETE, id.name(), effects -> {
            if (state.volume(id).isPresent()) {
                requireUnused(id);
                state.remove(id);
                connection.changed(new HypervisorEvent.HostChanged());
            }
            return id;
        });
    }

    /** On the host itself, as if it had been told when it was back. */
    @Override
    public void deleteSoon(List<VolumeId> unwanted) {
        connection.inside(() -> {
            unwanted.stream().filter(this::isUnwanted).forEach(state::remove);
            connection.changed(new HypervisorEvent.HostChanged());
            return unwanted;
        });
    }

    private boolean isUnwanted(VolumeId id) {
        return state.volume(id).isPresent()
                && state.volumes().stream().noneMatch(other -> other.base().equals(Optional.of(id)))
                && state.systems().stream().flatMap(MovingSystem::sources).noneMatch(id::equals);
    }

    private Volume store(
            VolumeId id,
            VolumeFormat format,
            long capacity,
            long allocated,
            Optional<VolumeId> base,
            Optional<Upload> upload) {
        requireFree(id);
        requireSpace(id, allocated);
        Volume volume = new Volume(id, SimulatedHost.path(host, id), format, capacity, allocated);
        state.put(
                new StoredVolume(volume, base, upload.map(Upload::sha256).orElse(""), upload.flatMap(Upload::content)));
        connection.changed(new HypervisorEvent.HostChanged());
        return volume;
    }

    /** Takes a volume that another host has, with its content; called with the lock held. */
    void take(StoredVolume there) {
        Volume original = there.volume();
        requireFree(there.id());
        requireSpace(there.id(), original.allocationBytes());
        Volume here = new Volume(
                there.id(),
                SimulatedHost.path(host, there.id()),
                original.format(),
                original.capacityBytes(),
                original.allocationBytes());
        state.put(new StoredVolume(here, Optional.empty(), there.sha256(), there.content()));
        connection.changed(new HypervisorEvent.HostChanged());
    }

    private void requireSpace(VolumeId id, long allocated) {
        long free = pools.free(id.pool());
        if (allocated > free) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "volume \"" + id + "\" needs " + allocated + " bytes, the pool has " + free);
        }
    }

    private void requireFree(VolumeId id) {
        if (!pools.exists(id.pool())) {
            throw new HypervisorException(Reason.NOT_FOUND, "there is no storage pool \"" + id.pool() + "\"");
        }
        if (!NAME.matcher(id.name()).matches()) {
            throw new HypervisorException(Reason.INVALID, "not a name for a volume: \"" + id.name() + "\"");
        }
        if (state.volume(id).isPresent()) {
            throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a volume \"" + id + "\" already");
        }
    }

    private static void requireCapacity(VolumeId id, long bytes) {
        if (bytes < 1) {
            throw new HypervisorException(Reason.INVALID, "volume \"" + id + "\" of " + bytes + " bytes");
        }
    }

    // QEMU holds a lock on the images of what runs; a base that is gone would break the clones made from it.
    private void requireUnused(VolumeId id) {
        state.volumes().stream()
                .filter(other -> other.base().equals(Optional.of(id)))
                .findFirst()
                .ifPresent(clone -> {
                    throw new HypervisorException(
                            Reason.IN_USE, "volume \"" + id + "\" is the base of \"" + clone.id() + "\"");
                });
        state.systems().stream()
                .filter(system -> system.running().stream()
                        .flatMap(configuration -> configuration.disks().stream())
                        .map(Disk::source)
                        .anyMatch(Optional.of(id)::equals))
                .findFirst()
                .ifPresent(system -> {
                    throw new HypervisorException(
                            Reason.IN_USE, "volume \"" + id + "\" is used by system \"" + system.name() + "\"");
                });
    }
}
