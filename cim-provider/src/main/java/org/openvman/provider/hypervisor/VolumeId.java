package org.openvman.provider.hypervisor;

/**
 * Where a disk's content is: a volume of a storage pool, or a path on the host that belongs to no pool.
 *
 * @param pool the pool's name on its host; empty for a bare path
 * @param name the volume's name in the pool, or the path
 */
public record VolumeId(String pool, String name) {
    public static VolumeId ofPath(String path) {
        return new VolumeId("", path);
    }

    public boolean isPath() {
        return pool.isEmpty();
    }

    @Override
    public String toString() {
        return isPath() ? name : pool + "/" + name;
    }
}
