package org.openvman.provider.hypervisor;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Storage pools that clients make and remove: the child pools of DSP1041, below the primordial pool of storage. A method
 * that fails leaves nothing behind.
 */
public interface StoragePools {

    /** Whether a pool can be given a size; without one it has what its file system has. */
    boolean takesSizes();

    /**
     * Makes a pool that is ready for volumes and comes back when the host restarts.
     *
     * @param folder where on the host it shall be; empty lets the backend choose
     * @param bytes how much of the host it shall have; empty lets the backend choose
     * @throws HypervisorException ALREADY_EXISTS, INVALID (the name), INSUFFICIENT_RESOURCES, UNSUPPORTED for a size if
     *     pools of this host cannot be limited
     */
    ResourcePool create(String name, Optional<String> folder, OptionalLong bytes);

    /**
     * Removes a pool without volumes.
     *
     * @throws HypervisorException NOT_FOUND, IN_USE if it holds volumes or the host needs it
     */
    void delete(String name);
}
