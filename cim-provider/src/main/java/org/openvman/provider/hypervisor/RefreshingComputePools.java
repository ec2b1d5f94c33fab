package org.openvman.provider.hypervisor;

import java.util.Optional;

/** Child pools whose changes show in the inventory before the call returns. */
record RefreshingComputePools(ComputePools backend, HostWatch watch) implements ComputePools {
    @Override
    public Optional<String> obstacle() {
        return backend.obstacle();
    }

    @Override
    public ResourcePool create(ResourceKind kind, String name, long capacity) {
        return watch.changeHost(() -> backend.create(kind, name, capacity));
    }

    @Override
    public void resize(ResourceKind kind, String name, long capacity) {
        watch.changeHost(() -> {
            backend.resize(kind, name, capacity);
            return Optional.empty();
        });
    }

    @Override
    public void delete(ResourceKind kind, String name) {
        watch.changeHost(() -> {
            backend.delete(kind, name);
            return Optional.empty();
        });
    }
}
