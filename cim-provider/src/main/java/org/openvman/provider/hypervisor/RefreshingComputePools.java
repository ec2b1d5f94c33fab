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
        try {
            return backend.create(kind, name, capacity);
        } finally {
            watch.refreshHost();
        }
    }

    @Override
    public void resize(ResourceKind kind, String name, long capacity) {
        try {
            backend.resize(kind, name, capacity);
        } finally {
            watch.refreshHost();
        }
    }

    @Override
    public void delete(ResourceKind kind, String name) {
        try {
            backend.delete(kind, name);
        } finally {
            watch.refreshHost();
        }
    }
}
