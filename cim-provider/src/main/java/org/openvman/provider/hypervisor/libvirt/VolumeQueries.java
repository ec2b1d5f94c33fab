package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.Set;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Volumes asked for one by one, for the reading of a single system and for its definition. */
final class VolumeQueries implements VolumeLookup {
    /** What an image file may be; a pool of block devices speaks of partitions instead. */
    private static final Set<String> IMAGE_FORMATS = Set.of("raw", "qcow2", "vmdk", "iso");

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
     * Where domain XML is to find a disk's content.
     *
     * <p>A volume that is written otherwise than the disk says is refused: a guest would see its headers as data, and
     * what a guest wrote into a raw volume must not be taken for an image that names other files of the host.
     *
     * @throws HypervisorException NOT_FOUND if there is no such pool or volume, INVALID if its format is another one
     */
    DiskSource source(Disk disk, VolumeId id) {
        if (id.isPath() && disk.id().startsWith("/")) {
            return DiskSource.folder(id.name());
        }
        if (id.isPath()) {
            return id.name().startsWith("/dev/") ? DiskSource.device(id.name()) : DiskSource.file(id.name());
        }
        try (VolumeHandle volume = open(id)) {
            String format = VolumeXml.format(XmlElement.parse(volume.xml()));
            if (IMAGE_FORMATS.contains(format)
                    && !VolumeFormat.named(format).text().equals(disk.format().text())) {
                throw new HypervisorException(
                        Reason.INVALID,
                        "disk " + disk.id() + " is " + disk.format().text() + ", but volume \"" + id + "\" is "
                                + format);
            }
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
