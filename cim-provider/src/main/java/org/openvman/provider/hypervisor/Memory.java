package org.openvman.provider.hypervisor;

/**
 * The memory of a system.
 *
 * @param bytes what it has now (the balloon's target)
 * @param maximumBytes what it can have without a restart
 * @param hugePages whether the host backs it with huge pages
 * @param pool the pool that it is allocated from, {@link ResourcePool#PRIMORDIAL} unless it is a child pool
 */
public record Memory(long bytes, long maximumBytes, boolean hugePages, String pool) implements Device {
    public static final String ID = "memory";

    public Memory {
        if (bytes < 1 || maximumBytes < bytes) {
            throw new IllegalArgumentException(
                    "memory: " + bytes + " of at most " + maximumBytes + " bytes (at least 1, at most the maximum)");
        }
    }

    /** Memory from the primordial pool. */
    public Memory(long bytes, long maximumBytes, boolean hugePages) {
        this(bytes, maximumBytes, hugePages, ResourcePool.PRIMORDIAL);
    }

    /** Memory of the host's usual pages. */
    public Memory(long bytes, long maximumBytes) {
        this(bytes, maximumBytes, false);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.MEMORY;
    }

    /**
     * This memory once the guest has what it should have. What it has now is the guest's doing: it says nothing of the
     * configuration.
     */
    public Memory settledAs(Memory wanted) {
        return withBytes(Math.min(wanted.bytes(), maximumBytes));
    }

    public Memory withBytes(long changed) {
        return new Memory(changed, Math.max(maximumBytes, changed), hugePages, pool);
    }

    public Memory withMaximumBytes(long changed) {
        return new Memory(bytes, changed, hugePages, pool);
    }

    public Memory withHugePages(boolean changed) {
        return new Memory(bytes, maximumBytes, changed, pool);
    }

    public Memory withPool(String changed) {
        return new Memory(bytes, maximumBytes, hugePages, changed);
    }
}
