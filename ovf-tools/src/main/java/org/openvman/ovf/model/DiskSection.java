package org.openvman.ovf.model;

import java.util.List;

/** The virtual disks of the package (DSP0243, DiskSection). */
public record DiskSection(String info, List<Disk> disks, Location at) implements Section {

    /**
     * A virtual disk.
     *
     * @param capacity a number of units, or {@code ${property}}
     * @param capacityUnits DSP0004 programmatic unit; {@code byte} by default
     * @param fileRef id of the file it is made from; empty for an empty disk
     * @param format URI; empty when not given
     * @param populatedSize bytes in use, as written; empty when not given
     * @param parentRef id of the disk this one holds the differences to; empty for a whole disk
     */
    public record Disk(
            String id,
            String capacity,
            String capacityUnits,
            String fileRef,
            String format,
            String populatedSize,
            String parentRef,
            Location at) {}

    public DiskSection {
        disks = List.copyOf(disks);
    }
}
