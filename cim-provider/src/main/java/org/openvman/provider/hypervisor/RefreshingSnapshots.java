package org.openvman.provider.hypervisor;

import java.util.Set;

/** Snapshots whose changes show in the inventory before the call returns. */
record RefreshingSnapshots(Snapshots backend, HostWatch watch) implements Snapshots {

    @Override
    public Set<Snapshot.Kind> kindsOf(VirtualSystem system) {
        return backend.kindsOf(system);
    }

    @Override
    public void create(SystemId system, String name, String notes, Snapshot.Kind kind) {
        change(system, () -> backend.create(system, name, notes, kind));
    }

    @Override
    public void apply(SystemId system, String name) {
        change(system, () -> backend.apply(system, name));
    }

    @Override
    public void destroy(SystemId system, String name) {
        change(system, () -> backend.destroy(system, name));
    }

    /** A failed change may have gone half way in the hypervisor, so the system is read again too. */
    private void change(SystemId system, Runnable change) {
        try {
            change.run();
        } finally {
            watch.refresh(system);
        }
    }
}
