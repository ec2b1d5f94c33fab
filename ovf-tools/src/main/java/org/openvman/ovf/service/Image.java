package org.openvman.ovf.service;

import org.openvman.ovf.model.ByteSize;

/**
 * A disk image that tiers boot from; each member gets a disk of its own made from it.
 *
 * @param file path relative to the manifest
 * @param capacity size of the disk as the guest sees it
 */
public record Image(String id, String file, ImageFormat format, ByteSize capacity) {
    public Image {
        Names.requireName("image id", id);
        Names.requireRelativePath("image file", file);
        if (capacity.bytes() == 0) {
            throw new IllegalArgumentException("image '" + id + "' has no capacity");
        }
    }
}
