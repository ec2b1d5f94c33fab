package org.openvman.provider.hypervisor;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Child pools of processors and memory (DSP1041, pool hierarchy): a part of the host that the systems which are allocated
 * from it share and cannot exceed together. What a pool has is reserved from its parent, the primordial pool. Sizes are in
 * the units of {@link ResourcePool#capacity}.
 */
public interface ComputePools {
    /** What a pool may be called. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /** Why no pools can be made on this host as it is now reached; empty if they can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Makes a pool that systems can be allocated from at once, and that is there again when the host restarts.
     *
     * @param kind PROCESSOR or MEMORY; pools of both kinds may have one name
     * @throws HypervisorException ALREADY_EXISTS, INVALID (the name, the size), INSUFFICIENT_RESOURCES if the parent has
     *     less to give, UNSUPPORTED with the {@link #obstacle}
     */
    ResourcePool create(ResourceKind kind, String name, long capacity);

    /**
     * Changes what a pool has, also while systems use it.
     *
     * @throws HypervisorException NOT_FOUND, INVALID, INSUFFICIENT_RESOURCES, IN_USE if systems have more of it than that
     */
    void resize(ResourceKind kind, String name, long capacity);

    /**
     * Removes a pool.
     *
     * @throws HypervisorException NOT_FOUND, IN_USE if a system, running or not, is allocated from it
     */
    void delete(ResourceKind kind, String name);

    /** Refuses what is no name or size for a pool. */
    static void requireSensible(ResourceKind kind, String name, long capacity) {
        if (kind != ResourceKind.PROCESSOR && kind != ResourceKind.MEMORY) {
            throw new HypervisorException(
                    HypervisorException.Reason.UNSUPPORTED, "pool \"" + name + "\": no part of a host's " + kind);
        }
        if (!NAME.matcher(name).matches() || name.equals(ResourcePool.PRIMORDIAL)) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID,
                    "not a name for a pool: \"" + name + "\" (letters, digits, - and _, not \""
                            + ResourcePool.PRIMORDIAL + "\")");
        }
        if (capacity < 1) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID, "pool \"" + name + "\" of size " + capacity);
        }
    }
}
