package org.openvman.provider.hypervisor;

import java.util.UUID;

/** Virtual Ethernet switches that clients make, change and remove. A method that fails leaves nothing behind. */
public interface VirtualSwitches {

    /**
     * Makes a switch that carries frames at once and comes back when the host restarts.
     *
     * @throws HypervisorException ALREADY_EXISTS, INVALID, UNSUPPORTED for what the host lacks (VLANs, bandwidth)
     */
    VirtualSwitch define(VirtualSwitch.Settings settings);

    /**
     * Changes a switch, all but its name.
     *
     * @throws HypervisorException NOT_FOUND, IN_USE while running systems are on it, and as {@link #define}
     */
    void modify(UUID id, VirtualSwitch.Settings settings);

    /**
     * Removes a switch.
     *
     * @throws HypervisorException NOT_FOUND, IN_USE while a system, running or not, is on it
     */
    void delete(UUID id);
}
