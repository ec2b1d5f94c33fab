package org.openvman.provider.hypervisor;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migration that shows in the inventories of both hosts before the call returns. */
record RefreshingMigration(Migration backend, HostWatch watch) implements Migration {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshingMigration.class);

    @Override
    public void check(SystemId system, Migration destination, MigrationPlan plan) {
        backend.check(system, plain(destination), plan);
    }

    @Override
    public void migrate(SystemId system, Migration destination, MigrationPlan plan, IntConsumer percent)
            throws InterruptedException {
        try {
            backend.migrate(system, plain(destination), plan, percent);
        } finally {
            // The host that got it first: at no time is the system on no host.
            if (destination instanceof RefreshingMigration other) {
                refresh(other.watch, system);
            }
            refresh(watch, system);
        }
    }

    private static Migration plain(Migration destination) {
        return destination instanceof RefreshingMigration other ? other.backend : destination;
    }

    /** A host that is away shows what was last seen; that must not hide how the migration ended. */
    private static void refresh(HostWatch watch, SystemId system) {
        try {
            watch.refresh(system);
        } catch (HypervisorException e) {
            LOG.warn("reading {} again after its migration: {}", system, e.getMessage());
        }
    }
}
