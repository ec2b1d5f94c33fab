package org.openvman.provider.hypervisor.sim;

import java.util.stream.Stream;
import org.openvman.provider.hypervisor.ComputePools;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;

/** Child pools of processors and memory of a simulated host. */
record SimulatedComputePools(Host host, SimulatorState state, SimulatedConnection connection) implements ComputePools {

    @Override
    public ResourcePool create(ResourceKind kind, String name, long capacity) {
        ComputePools.requireSensible(kind, name, capacity);
        return connection.call(Operation.POOL_CREATE, name, effects -> {
            ComputeShares shares = state.shares(host);
            if (shares.has(kind, name)) {
                throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a pool \"" + name + "\" already");
            }
            shares.requireSize(kind, name, capacity, state.live());
            state.putComputePool(kind, name, capacity);
            connection.changed(new HypervisorEvent.HostChanged());
            return new ResourcePool(host.id(), kind, name, capacity, 0);
        });
    }

    @Override
    public void resize(ResourceKind kind, String name, long capacity) {
        ComputePools.requireSensible(kind, name, capacity);
        connection.call(Operation.POOL_RESIZE, name, effects -> {
            existing(kind, name).requireSize(kind, name, capacity, state.live());
            state.putComputePool(kind, name, capacity);
            connection.changed(new HypervisorEvent.HostChanged());
            return name;
        });
    }

    @Override
    public void delete(ResourceKind kind, String name) {
        connection.call(Operation.POOL_DELETE, name, effects -> {
            existing(kind, name);
            state.systems().stream()
                    .filter(system -> Stream.concat(Stream.of(system.recorded()), system.running().stream())
                            .anyMatch(configuration -> name.equals(pool(kind, configuration))))
                    .findFirst()
                    .ifPresent(system -> {
                        throw new HypervisorException(
                                Reason.IN_USE,
                                "pool \"" + name + "\" is what system \"" + system.name() + "\" is allocated from");
                    });
            state.removeComputePool(kind, name);
            connection.changed(new HypervisorEvent.HostChanged());
            return name;
        });
    }

    private static String pool(ResourceKind kind, SystemConfiguration configuration) {
        return kind == ResourceKind.PROCESSOR
                ? configuration.processor().pool()
                : configuration.memory().pool();
    }

    private ComputeShares existing(ResourceKind kind, String name) {
        ComputeShares shares = state.shares(host);
        if (!shares.has(kind, name)) {
            throw new HypervisorException(Reason.NOT_FOUND, "there is no pool \"" + name + "\"");
        }
        return shares;
    }
}
