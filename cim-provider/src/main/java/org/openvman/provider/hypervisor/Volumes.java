package org.openvman.provider.hypervisor;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Storage of a host: volumes in pools. Every method that makes a volume fails with ALREADY_EXISTS if the name is taken,
 * and leaves nothing behind when it fails.
 */
public interface Volumes {

    /** An empty volume. */
    Volume create(VolumeId id, VolumeFormat format, long capacityBytes);

    /**
     * A volume that shares its content with another until it is written (copy on write); the capacity may be larger
     * than the base's.
     */
    Volume createFrom(VolumeId id, VolumeId base, long capacityBytes);

    /**
     * A volume with the content that another one has now, sharing nothing with it; no system may write to the other one
     * meanwhile.
     */
    Volume copy(VolumeId id, VolumeId source);

    /**
     * A volume with that content.
     *
     * @param format how the content is written; the volume keeps it
     * @param bytes the exact length of the content
     */
    Volume upload(VolumeId id, VolumeFormat format, long bytes, InputStream content) throws IOException;

    /**
     * The content that a volume has now, whole, also of what it shares with others; no system may write to it meanwhile. The
     * caller closes it, and so calls off what was not read; an interrupt of the reading thread ends it.
     *
     * @param format how the content is to be written, whatever the volume keeps
     * @throws HypervisorException NOT_FOUND, UNSUPPORTED for a format that the host does not write
     */
    InputStream download(VolumeId id, VolumeFormat format);

    /** Empty if there is none of that name. */
    Optional<Volume> find(VolumeId id);

    /** Nothing happens if there is none of that name. */
    void delete(VolumeId id);

    /**
     * Deletes volumes that nobody needs any more: now, or when a host that is away is back. A volume that a system has as
     * a disk stays: its definition may have succeeded although the answer was lost.
     */
    void deleteSoon(List<VolumeId> unwanted);
}
