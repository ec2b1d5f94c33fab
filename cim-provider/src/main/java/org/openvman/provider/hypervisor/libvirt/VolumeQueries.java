package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VolumeId;

/** Volumes asked for one by one, for the reading of a single system and for its definition. */
final class VolumeQueries implements VolumeLookup {
    private final LibvirtConnection connection;

    VolumeQueries(LibvirtConnection connection) {
        this.connection = connection;
    }

    @Override
    public Located atPath(String path) {
        Optional<VolumeHandle> found = connection.volumeAt(path);
        if (found.isEmpty()) {
            return new Located(VolumeId.ofPath(path), 0);
        }
        try (VolumeHandle volume = found.orElseThrow();
                PoolHandle pool = volume.pool()) {
            return new Located(new VolumeId(pool.name(), volume.name()), volume.info().capacity);
        }
    }

    @Override
    public Located named(VolumeId id) {
        try (VolumeHandle volume = open(id)) {
            return new Located(id, volume.info().capacity);
        } catch (HypervisorException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return new Located(id, 0);
            }
            throw e;
        }
    }

    /**
     * Where domain XML is to find a volume.
     *
     * @throws HypervisorException NOT_FOUND if there is no such pool or volume
     */
    DiskSource source(VolumeId id) {
        if (id.isPath()) {
            return id.name().startsWith("/dev/") ? DiskSource.device(id.name()) : DiskSource.file(id.name());
        }
        try (VolumeHandle volume = open(id)) {
            return DiskSource.volume(id, volume.info().type, volume.path());
        }
    }

    private VolumeHandle open(VolumeId id) {
        try (PoolHandle pool = connection
                .pool(id.pool())
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no storage pool \"" + id.pool() + "\" (volume " + id + ")"))) {
            return pool.volume(id.name())
                    .orElseThrow(() -> new HypervisorException(
                            Reason.NOT_FOUND, "no volume \"" + id.name() + "\" in storage pool \"" + id.pool() + "\""));
        }
    }
}
