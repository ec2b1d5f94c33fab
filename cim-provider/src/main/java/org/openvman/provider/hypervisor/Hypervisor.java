package org.openvman.provider.hypervisor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What every backend can do for one host.
 *
 * <p>All methods may be called from many threads, block until the hypervisor has answered, and throw
 * {@link HypervisorException} for what it refused; no error of a backend's library gets out. A change has happened when
 * the method returns: {@link #system} then shows it. Facets say what only some backends can do; whether a facet is
 * there is what capabilities report.
 */
public interface Hypervisor extends AutoCloseable {

    /** Known without asking the host. */
    HostId id();

    /** Reads everything, in bulk. */
    HostInventory inventory();

    /** Reads one system; empty if it is gone. */
    Optional<VirtualSystem> system(SystemId id);

    /**
     * Reads the pools again.
     *
     * @param known what was last read; what systems take of processors and memory may be counted over these
     */
    List<ResourcePool> pools(HostInventory known);

    /**
     * Reports every change that the host tells of, on a thread of the backend; the listener must be quick. One listener;
     * the last one given counts.
     */
    void onEvent(Consumer<HypervisorEvent> listener);

    /**
     * Defines a system, off, without changing another one.
     *
     * @throws HypervisorException ALREADY_EXISTS for a name or UUID that is in use, INVALID, NOT_FOUND (a network or
     *     volume it names), INSUFFICIENT_RESOURCES
     */
    void define(SystemId id, SystemConfiguration configuration);

    /** Removes a system that is off, with what the hypervisor keeps of it (saved state, variables); not its volumes. */
    void undefine(SystemId id);

    /** Changes the state. Nothing happens if the system is in that state already. */
    void power(SystemId id, PowerAction action);

    /**
     * Changes the state and tells how far that is; for {@link PowerAction#SAVE} and the start of a saved system, which
     * take as long as its memory is large.
     *
     * @param percent hears 0 to 100, on any thread; never, if the hypervisor does not tell
     */
    default void power(SystemId id, PowerAction action, IntConsumer percent) {
        power(id, action);
    }

    /**
     * Adds a disk or network adapter.
     *
     * @throws HypervisorException INVALID_STATE if the scope is ACTIVE and the system is off; UNSUPPORTED
     */
    void addDevice(SystemId id, Device device, Scope scope);

    /** Changes the device of the same id. */
    void modifyDevice(SystemId id, Device device, Scope scope);

    /** Removes a disk or network adapter; its volume stays. */
    void removeDevice(SystemId id, String deviceId, Scope scope);

    /** Changes what belongs to no device; name and UUID of an active system cannot change. */
    void modifySettings(SystemId id, SystemSettings settings, Scope scope);

    /** Storage, if the backend manages volumes. */
    Optional<Volumes> volumes();

    /** Pools of storage that can be made and removed, if the backend can. */
    default Optional<StoragePools> storagePools() {
        return Optional.empty();
    }

    /** Child pools of processors and memory, if the backend knows such a thing. */
    default Optional<ComputePools> computePools() {
        return Optional.empty();
    }

    /** Virtual Ethernet switches that can be made, changed and removed, if the backend can. */
    default Optional<VirtualSwitches> virtualSwitches() {
        return Optional.empty();
    }

    /** A way to the network services of guests, if there is one. */
    Optional<GuestAccess> guestAccess();

    /** How busy host and systems are, if the backend can tell. */
    default Optional<Measurements> measurements() {
        return Optional.empty();
    }

    /** Snapshots, if the hypervisor can take them. */
    default Optional<Snapshots> snapshots() {
        return Optional.empty();
    }

    /** Moving systems to other hosts of the same kind, if the hypervisor can. */
    default Optional<Migration> migration() {
        return Optional.empty();
    }

    /** Ends the connection; systems go on. */
    @Override
    void close();
}
