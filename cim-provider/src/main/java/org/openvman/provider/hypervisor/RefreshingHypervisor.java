package org.openvman.provider.hypervisor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A backend whose changes show in the inventory before the call returns. */
final class RefreshingHypervisor implements Hypervisor {
    private final Hypervisor backend;
    private final HostWatch watch;

    RefreshingHypervisor(Hypervisor backend, HostWatch watch) {
        this.backend = backend;
        this.watch = watch;
    }

    @Override
    public HostId id() {
        return backend.id();
    }

    @Override
    public HostInventory inventory() {
        return backend.inventory();
    }

    @Override
    public Optional<VirtualSystem> system(SystemId id) {
        return backend.system(id);
    }

    @Override
    public List<ResourcePool> pools(HostInventory known) {
        return backend.pools(known);
    }

    @Override
    public void onEvent(Consumer<HypervisorEvent> listener) {
        throw new UnsupportedOperationException("the fleet listens to " + id());
    }

    @Override
    public void define(SystemId id, SystemConfiguration configuration) {
        change(id, () -> backend.define(id, configuration));
    }

    @Override
    public void undefine(SystemId id) {
        change(id, () -> backend.undefine(id));
    }

    @Override
    public void power(SystemId id, PowerAction action) {
        change(id, () -> backend.power(id, action));
    }

    @Override
    public void power(SystemId id, PowerAction action, IntConsumer percent) {
        change(id, () -> backend.power(id, action, percent));
    }

    @Override
    public void addDevice(SystemId id, Device device, Scope scope) {
        change(id, () -> backend.addDevice(id, device, scope));
    }

    @Override
    public void modifyDevice(SystemId id, Device device, Scope scope) {
        change(id, () -> backend.modifyDevice(id, device, scope));
    }

    @Override
    public void removeDevice(SystemId id, String deviceId, Scope scope) {
        change(id, () -> backend.removeDevice(id, deviceId, scope));
    }

    @Override
    public void modifySettings(SystemId id, SystemSettings settings, Scope scope) {
        change(id, () -> backend.modifySettings(id, settings, scope));
    }

    @Override
    public Optional<Volumes> volumes() {
        return backend.volumes();
    }

    @Override
    public Optional<StoragePools> storagePools() {
        return backend.storagePools().map(RefreshingStoragePools::new);
    }

    @Override
    public Optional<ComputePools> computePools() {
        return backend.computePools().map(pools -> new RefreshingComputePools(pools, watch));
    }

    @Override
    public Optional<VirtualSwitches> virtualSwitches() {
        return backend.virtualSwitches().map(RefreshingSwitches::new);
    }

    @Override
    public Optional<GuestAccess> guestAccess() {
        return backend.guestAccess();
    }

    @Override
    public Optional<Measurements> measurements() {
        return backend.measurements();
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return backend.snapshots().map(snapshots -> new RefreshingSnapshots(snapshots, watch));
    }

    @Override
    public Optional<Migration> migration() {
        return backend.migration().map(migration -> new RefreshingMigration(migration, watch));
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("the fleet closes " + id());
    }

    /** A failed change may have gone half way in the hypervisor, so it is read again too. */
    private void change(SystemId id, Runnable change) {
        try {
            change.run();
        } finally {
            watch.refresh(id);
        }
    }

    private final class RefreshingStoragePools implements StoragePools {
        private final StoragePools pools;

        RefreshingStoragePools(StoragePools pools) {
            this.pools = pools;
        }

        @Override
        public boolean takesSizes() {
            return pools.takesSizes();
        }

        @Override
        public ResourcePool create(String name, Optional<String> folder, OptionalLong bytes) {
            return watch.changeHost(() -> pools.create(name, folder, bytes));
        }

        @Override
        public void delete(String name) {
            watch.changeHost(() -> {
                pools.delete(name);
                return name;
            });
        }
    }

    private final class RefreshingSwitches implements VirtualSwitches {
        private final VirtualSwitches switches;

        RefreshingSwitches(VirtualSwitches switches) {
            this.switches = switches;
        }

        @Override
        public VirtualSwitch define(VirtualSwitch.Settings settings) {
            return watch.changeHost(() -> switches.define(settings));
        }

        @Override
        public void modify(UUID id, VirtualSwitch.Settings settings) {
            watch.changeHost(() -> {
                switches.modify(id, settings);
                return id;
            });
        }

        @Override
        public void delete(UUID id) {
            watch.changeHost(() -> {
                switches.delete(id);
                return id;
            });
        }
    }
}
