package org.openvman.provider.service;

import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/**
 * Makes the disk of a member.
 *
 * @param capacityBytes the disk is at least that large, and at least as large as the image
 */
record CloneDisk(Volumes volumes, VolumeId base, VolumeId disk, long capacityBytes) implements Step {
    @Override
    public String name() {
        return "make disk " + disk.name();
    }

    @Override
    public String undoName() {
        return "delete disk " + disk.name();
    }

    @Override
    public void perform() {
        Volume image = volumes.find(base)
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "the image \"" + base + "\" is gone"));
        volumes.createFrom(disk, base, Math.max(capacityBytes, image.capacityBytes()));
    }

    @Override
    public void revert() {
        volumes.delete(disk);
    }
}
