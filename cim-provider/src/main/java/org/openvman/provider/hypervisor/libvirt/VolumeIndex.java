package org.openvman.provider.hypervisor.libvirt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.VolumeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes of all active pools by path, listed once for a bulk read, when the first disk is looked up. Capacities
 * are asked for only when a disk uses the volume, and once.
 */
final class VolumeIndex implements VolumeLookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeIndex.class);

    private final Map<String, VolumeHandle> byPath = new HashMap<>();
    private final Map<VolumeId, VolumeHandle> byId = new HashMap<>();
    private final Map<String, VolumeId> ids = new HashMap<>();
    private final Map<VolumeHandle, Long> capacities = new HashMap<>();

    private final LibvirtConnection connection;
    private boolean read;

    VolumeIndex(LibvirtConnection connection) {
        this.connection = connection;
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        for (PoolHandle pool : connection.activePools()) {
            try (pool) {
                for (VolumeHandle volume : pool.volumes()) {
                    add(new VolumeId(pool.name(), volume.name()), volume);
                }
            } catch (HypervisorException e) {
                // It went away between the two calls: no disk is found in it.
                LOG.debug("{}", e.getMessage());
            }
        }
    }

    private void add(VolumeId id, VolumeHandle volume) {
        // The key of a file's volume is its path; others must be asked.
        String path = volume.key().startsWith("/") ? volume.key() : volume.path();
        byPath.put(path, volume);
        byId.put(id, volume);
        ids.put(path, id);
    }

    @Override
    public Located atPath(String path) {
        read();
        VolumeHandle volume = byPath.get(path);
        VolumeId id = ids.get(path);
        if (volume == null || id == null) {
            return new Located(VolumeId.ofPath(path), 0);
        }
        return new Located(id, capacity(volume));
    }

    @Override
    public Located named(VolumeId id) {
        read();
        return new Located(
                id, Optional.ofNullable(byId.get(id)).map(this::capacity).orElse(0L));
    }

    private long capacity(VolumeHandle volume) {
        return capacities.computeIfAbsent(volume, VolumeIndex::capacityNow);
    }

    private static long capacityNow(VolumeHandle volume) {
        try {
            return volume.info().capacity;
        } catch (HypervisorException e) {
            // Deleted meanwhile: the disk that uses it will say so when it is started.
            return 0;
        }
    }

    @Override
    public void close() {
        byId.values().forEach(VolumeHandle::close);
    }
}
