package org.openvman.provider.hypervisor.sim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.StoragePools;

/**
 * The storage pools of a simulated host. A pool that a client makes is cut out of the default one, and goes back to it, so
 * that all pools together always have what the host has.
 */
final class SimulatedPools implements StoragePools {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final HostId host;
    private final long storageBytes;
    private final SimulatorState state;
    private final SimulatedConnection connection;

    SimulatedPools(HostId host, long storageBytes, SimulatorState state, SimulatedConnection connection) {
        this.host = host;
        this.storageBytes = storageBytes;
        this.state = state;
        this.connection = connection;
    }

    @Override
    public boolean takesSizes() {
        return true;
    }

    @Override
    public ResourcePool create(String name, Optional<String> folder, OptionalLong bytes) {
        return connection.call(Operation.POOL_CREATE, name, effects -> {
            requireName(name);
            folder.ifPresent(named -> {
                throw new HypervisorException(
                        Reason.UNSUPPORTED,
                        "storage pool \"" + name + "\": a simulated host has no folder \"" + named + "\"");
            });
            long free = free(SimulatedHost.POOL);
            long wanted = bytes.orElse(free / 2);
            if (wanted < 1 || wanted > free) {
                throw new HypervisorException(
                        wanted < 1 ? Reason.INVALID : Reason.INSUFFICIENT_RESOURCES,
                        "storage pool \"" + name + "\" of " + wanted + " bytes: \"" + SimulatedHost.POOL + "\" has "
                                + free + " to give");
            }
            state.putPool(name, wanted);
            connection.changed(new HypervisorEvent.HostChanged());
            return pool(name);
        });
    }

    private void requireName(String name) {
        if (!NAME.matcher(name).matches() || name.equals(ResourcePool.PRIMORDIAL)) {
            throw new HypervisorException(Reason.INVALID, "not a name for a storage pool: \"" + name + "\"");
        }
        if (exists(name)) {
            throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a storage pool \"" + name + "\" already");
        }
    }

    @Override
    public void delete(String name) {
        connection.call(Operation.POOL_DELETE, name, effects -> {
            if (!exists(name)) {
                throw new HypervisorException(Reason.NOT_FOUND, "there is no storage pool \"" + name + "\"");
            }
            if (name.equals(SimulatedHost.POOL)) {
                throw new HypervisorException(
                        Reason.IN_USE, "storage pool \"" + name + "\" has what no other pool has, and stays");
            }
            state.volumes().stream()
                    .filter(volume -> volume.id().pool().equals(name))
                    .findFirst()
                    .ifPresent(volume -> {
                        throw new HypervisorException(
                                Reason.IN_USE, "storage pool \"" + name + "\" holds volume \"" + volume.id() + "\"");
                    });
            state.removePool(name);
            connection.changed(new HypervisorEvent.HostChanged());
            return name;
        });
    }

    boolean exists(String name) {
        return name.equals(SimulatedHost.POOL) || state.pools().containsKey(name);
    }

    long free(String name) {
        return capacity(name) - reserved(name);
    }

    /** The default pool first. */
    List<ResourcePool> list() {
        return Stream.concat(Stream.of(SimulatedHost.POOL), state.pools().keySet().stream())
                .map(this::pool)
                .toList();
    }

    private ResourcePool pool(String name) {
        return new ResourcePool(
                host, ResourceKind.STORAGE, name, false, capacity(name), reserved(name), Optional.empty());
    }

    private long capacity(String name) {
        Long cut = state.pools().get(name);
        return cut != null
                ? cut
                : storageBytes
                        - state.pools().values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
    }

    private long reserved(String name) {
        return state.volumes().stream()
                .filter(volume -> volume.id().pool().equals(name))
                .mapToLong(volume -> volume.volume().allocationBytes())
                .sum();
    }
}
