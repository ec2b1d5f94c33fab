package org.openvman.ovf.service;

import org.openvman.ovf.model.ByteSize;

/**
 * Processors and memory of one member, at start and at most.
 *
 * @param maxCpus how far the processors may be raised while the service runs
 * @param maxMemory how far the memory may be raised while the service runs
 */
public record Hardware(int cpus, ByteSize memory, int maxCpus, ByteSize maxMemory) {
    public Hardware {
        if (cpus < 1) {
            throw new IllegalArgumentException("cpus must be at least 1, not " + cpus);
        }
        if (memory.bytes() < (1L << 20)) {
            throw new IllegalArgumentException("memory must be at least 1 MiB, not " + memory);
        }
        if (maxCpus < cpus) {
            throw new IllegalArgumentException("maxCpus " + maxCpus + " is less than cpus " + cpus);
        }
        if (maxMemory.compareTo(memory) < 0) {
            throw new IllegalArgumentException("maxMemory " + maxMemory + " is less than memory " + memory);
        }
    }

    /** Hardware that stays as it starts. */
    public static Hardware fixed(int cpus, ByteSize memory) {
        return new Hardware(cpus, memory, cpus, memory);
    }
}
