package org.openvman.provider.hypervisor.libvirt;

import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * Where domain XML finds a disk's content.
 *
 * @param type the disk element's type
 * @param attributes those of its source element
 */
record DiskSource(String type, Map<String, String> attributes) {
    /** virStorageVolType */
    private static final int FILE = 0;

    private static final int BLOCK = 1;
    private static final int DIRECTORY = 2;

    static DiskSource file(String path) {
        return new DiskSource("file", Map.of("file", path));
    }

    static DiskSource device(String path) {
        return new DiskSource("block", Map.of("dev", path));
    }

    static DiskSource folder(String path) {
        return new DiskSource("dir", Map.of("dir", path));
    }

    /** The folder of the host that it is, if it is one. */
    Optional<String> folder() {
        return Optional.ofNullable(attributes.get("dir"));
    }

    /** By its path if it has one on the host, which every operation of libvirt accepts; else by its name. */
    static DiskSource volume(VolumeId id, int volumeType, String path) {
        return switch (volumeType) {
            case FILE -> file(path);
            case BLOCK -> device(path);
            case DIRECTORY -> folder(path);
            default -> new DiskSource("volume", Map.of("pool", id.pool(), "volume", id.name()));
        };
    }
}
