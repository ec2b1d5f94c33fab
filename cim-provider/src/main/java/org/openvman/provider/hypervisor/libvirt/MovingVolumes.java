package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * The volumes of a system that moves with its storage: made on the host that it goes to, in the pools of the same names,
 * and removed there again unless the move succeeds; then they are removed where it was.
 *
 * <p>Volumes that the system writes to are moved; media that it only reads are copied if they are missing, and stay for
 * whoever else uses them.
 */
final class MovingVolumes {
    private final LibvirtVolumes from;
    private final LibvirtVolumes to;
    private final Map<VolumeId, Disk> writable = new LinkedHashMap<>();
    private final Map<VolumeId, Disk> media = new LinkedHashMap<>();
    private final List<VolumeId> made = new ArrayList<>();
    private final Map<String, String> paths = new HashMap<>();

    MovingVolumes(VirtualSystem system, LibvirtVolumes from, LibvirtVolumes to) {
        this.from = from;
        this.to = to;
        for (Disk disk : system.current().disks()) {
            boolean readOnly = disk.readOnly() || disk.type() != Disk.Type.DISK;
            disk.source().ifPresent(id -> (readOnly ? media : writable).put(id, disk));
        }
    }

    /** Nothing moves: both hosts have the same storage. */
    static MovingVolumes none(VirtualSystem system, LibvirtVolumes from, LibvirtVolumes to) {
        MovingVolumes none = new MovingVolumes(system, from, to);
        none.writable.clear();
        none.media.clear();
        return none;
    }

    void check() {
        writable.keySet().forEach(id -> {
            requirePool(id);
            if (to.find(id).isPresent()) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "volume \"" + id + "\" is on the destination already");
            }
            to.requirePool(id);
        });
        media.keySet().forEach(MovingVolumes::requirePool);
    }

    private static void requirePool(VolumeId id) {
        if (id.isPath()) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED, "\"" + id + "\" is in no storage pool, so that it cannot be copied");
        }
    }

    boolean isEmpty() {
        return writable.isEmpty() && media.isEmpty();
    }

    /** Makes the volumes to which the hypervisor itself will copy, and copies the media. */
    void makeForHypervisor() throws InterruptedException {
        writable.forEach((id, disk) -> made(id, to.create(id, disk.format(), disk.capacityBytes())));
        copyMedia();
    }

    /** Copies everything: nobody writes to it meanwhile. */
    void copyAll() throws InterruptedException {
        for (VolumeId id : writable.keySet()) {
            copy(id);
        }
        copyMedia();
    }

    private void copyMedia() throws InterruptedException {
        for (VolumeId id : media.keySet()) {
            Optional<Volume> there = to.find(id);
            if (there.isPresent()) {
                located(id, there.get());
            } else {
                copy(id);
            }
        }
    }

    private void copy(VolumeId id) throws InterruptedException {
        Volume volume = from.find(id)
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "no volume \"" + id + "\" to copy"));
        try (VolumeContent content = from.content(id)) {
            made(id, to.upload(id, volume.format(), content.length(), content));
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.FAILED, "volume \"" + id + "\" could not be copied: " + e.getMessage(), e);
        }
    }

    private void made(VolumeId id, Volume volume) {
        made.add(id);
        located(id, volume);
    }

    private void located(VolumeId id, Volume there) {
        from.find(id).ifPresent(here -> paths.put(here.path(), there.path()));
    }

    /** Where each file of the source is on the destination. */
    Map<String, String> paths() {
        return Map.copyOf(paths);
    }

    /** The move has succeeded: what was made stays, what it was made of goes. */
    void removeOriginals() {
        from.deleteSoon(List.copyOf(writable.keySet()));
    }

    /** The move has not succeeded. */
    void removeCopies() {
        to.deleteSoon(List.copyOf(made));
    }
}
