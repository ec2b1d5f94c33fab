package org.openvman.provider.hypervisor.sim;

import org.openvman.provider.hypervisor.SystemId;

/**
 * What the guest of a simulated system does all the time that it runs.
 *
 * @param processorPercent how much of each of its virtual processors it wants
 * @param diskOperations by the second over all its disks, two reads for a write
 * @param packets by the second over all its network adapters, as many in as out
 */
public record Load(int processorPercent, int diskOperations, int packets) {
    static final long BYTES_PER_OPERATION = 16 * 1024;
    static final long BYTES_PER_PACKET = 1000;

    public Load {
        if (processorPercent < 0 || processorPercent > 100 || diskOperations < 0 || packets < 0) {
            throw new IllegalArgumentException("load: " + processorPercent + " % (0 to 100), " + diskOperations
                    + " disk operations and " + packets + " packets by the second");
        }
    }

    /** What a system does until it is told otherwise: some are busy and most are not, each always the same. */
    static Load usualOf(SystemId id) {
        int number = Math.floorMod(id.uuid().hashCode(), 1_000_000);
        int share = number % 100;
        return new Load(5 + share * share / 200, number % 97, number % 211);
    }
}
