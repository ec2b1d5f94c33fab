package org.openvman.ovf.service;

import org.openvman.ovf.model.ByteSize;

/**
 * Processors and memory of one member: normally, at most and at least (DSP0243, ranges on elements).
 *
 * @param maxCpus how far the processors may be raised while the service runs
 * @param maxMemory how far the memory may be raised while the service runs
 * @param minCpus the fewest processors that a host may give
 * @param minMemory the least memory that a host may give
 */
public record Hardware(int cpus, ByteSize memory, int maxCpus, ByteSize maxMemory, int minCpus, ByteSize minMemory) {
    private static final long LEAST_MEMORY = 1L << 20;

    public Hardware {
        if (minCpus < 1) {
            throw new IllegalArgumentException(
                    (minCpus == cpus ? "cpus" : "minCpus") + " must be at least 1, not " + minCpus);
        }
        if (minMemory.bytes() < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    (minMemory.equals(memory) ? "memory" : "minMemory") + " must be at least 1 MiB, not " + minMemory);
        }
        if (maxCpus < cpus) {
            throw new IllegalArgumentException("maxCpus " + maxCpus + " is less than cpus " + cpus);
        }
        if (maxMemory.compareTo(memory) < 0) {
            throw new IllegalArgumentException("maxMemory " + maxMemory + " is less than memory " + memory);
        }
        if (minCpus > cpus) {
            throw new IllegalArgumentException("minCpus " + minCpus + " is more than cpus " + cpus);
        }
        if (minMemory.compareTo(memory) > 0) {
            throw new IllegalArgumentException("minMemory " + minMemory + " is more than memory " + memory);
        }
    }

    /** Hardware of which a host gives no less. */
    public Hardware(int cpus, ByteSize memory, int maxCpus, ByteSize maxMemory) {
        this(cpus, memory, maxCpus, maxMemory, cpus, memory);
    }

    /** Hardware that stays as it starts. */
    public static Hardware fixed(int cpus, ByteSize memory) {
        return new Hardware(cpus, memory, cpus, memory);
    }
}
