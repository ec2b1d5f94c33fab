package org.openvman.provider.hypervisor;

/** A raw figure that a host can tell of itself, of a system, of a disk or of a network adapter. */
public enum Figure {
    /** Time on processors, in nanoseconds, counted from the start. */
    CPU_TIME,
    /** The part of it in the guest's or the host's user mode. */
    CPU_USER_TIME,
    /** The part of it in the host's kernel. */
    CPU_KERNEL_TIME,
    /** Time in which virtual processors could have run and had to wait for one of the host's, in nanoseconds. */
    CPU_READY_TIME,
    /** Time in which the host's processors had nothing to do, waiting for input or output included. */
    CPU_IDLE_TIME,
    /** How many processors there are now. */
    PROCESSORS,
    /** Bytes of memory that there are now: of a system what its balloon leaves it. */
    MEMORY,
    /** Bytes of the host's memory that a system really occupies. */
    MEMORY_RESIDENT,
    /** Bytes of the host's memory that nobody uses; what can be freed at once is not counted. */
    MEMORY_FREE,
    /** Read requests completed, counted from the start. */
    READ_OPERATIONS,
    READ_BYTES,
    /** Time spent on reads, in nanoseconds. */
    READ_TIME,
    WRITE_OPERATIONS,
    WRITE_BYTES,
    /** Time spent on writes, in nanoseconds. */
    WRITE_TIME,
    /** Bytes that came in, counted from the start. */
    RECEIVED_BYTES,
    RECEIVED_PACKETS,
    TRANSMITTED_BYTES,
    TRANSMITTED_PACKETS,
    /** What a pool has, in its units. */
    CAPACITY,
    /** What is taken from a pool, in its units. */
    RESERVED
}
