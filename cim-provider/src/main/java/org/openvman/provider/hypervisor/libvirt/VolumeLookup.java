package org.openvman.provider.hypervisor.libvirt;

import org.openvman.provider.hypervisor.VolumeId;

/** Finds the volume behind what domain XML says about a disk. */
interface VolumeLookup {
    /** A volume, or a bare path that no pool has; 0 bytes if its capacity is unknown. */
    record Located(VolumeId id, long capacityBytes) {}

    /** For questions that are not about volumes. */
    VolumeLookup PATHS_ONLY = new VolumeLookup() {
        @Override
        public Located atPath(String path) {
            return new Located(VolumeId.ofPath(path), 0);
        }

        @Override
        public Located named(VolumeId id) {
            return new Located(id, 0);
        }
    };

    Located atPath(String path);

    Located named(VolumeId id);
}
