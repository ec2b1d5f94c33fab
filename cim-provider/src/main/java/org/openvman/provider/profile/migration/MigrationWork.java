package org.openvman.provider.profile.migration;

import java.time.Duration;
import java.util.Optional;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Migration;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.job.JobWork;

/** The job that moves a system. When it fails, the system is where it was, and runs if it ran. */
record MigrationWork(
        Fleet fleet, VirtualSystem system, Hypervisor source, Hypervisor destination, MigrationSettings settings)
        implements JobWork {
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofMinutes(2);

    @Override
    public void run(JobProgress progress) throws InterruptedException {
        if (settings.type() == MigrationSettings.Type.RESTART && system.state() == SystemState.ACTIVE) {
            restartThere(progress);
        } else {
            move(progress);
        }
    }

    private void move(JobProgress progress) throws InterruptedException {
        String what = "moving to " + destination.id();
        progress.at(0, what);
        facet(source).migrate(system.id(), facet(destination), settings.plan(), percent -> progress.at(percent, what));
    }

    private void restartThere(JobProgress progress) throws InterruptedException {
        progress.at(0, "waiting for the guest to shut down");
        source.power(system.id(), PowerAction.SHUT_DOWN);
        awaitOff();
        try {
            move(progress);
        } catch (InterruptedException | RuntimeException e) {
            startAgain(e);
            throw e;
        }
        destination.power(system.id(), PowerAction.START);
    }

    private void startAgain(Exception cause) {
        try {
            source.power(system.id(), PowerAction.START);
        } catch (HypervisorException e) {
            cause.addSuppressed(e);
        }
    }

    private void awaitOff() throws InterruptedException {
        if (!fleet.await(inventory -> !mayRun(state(inventory)), SHUTDOWN_PATIENCE)) {
            throw new HypervisorException(
                    Reason.TIMEOUT,
                    system.name() + " did not shut down in " + SHUTDOWN_PATIENCE.toSeconds()
                            + " s, so that it stays where it is; move it live, or turn it off");
        }
        if (state(fleet.inventory()).equals(Optional.of(SystemState.UNKNOWN))) {
            throw new HypervisorException(
                    Reason.UNREACHABLE,
                    "host \"" + source.id() + "\" does not answer: nobody knows whether " + system.name()
                            + " has shut down; look at it when the host is back");
        }
    }

    private static boolean mayRun(Optional<SystemState> state) {
        return state.equals(Optional.of(SystemState.ACTIVE)) || state.equals(Optional.of(SystemState.SHUTTING_DOWN));
    }

    private Optional<SystemState> state(Inventory inventory) {
        return inventory.system(system.id()).map(VirtualSystem::state);
    }

    /**
     * The facet of a host.
     *
     * @throws HypervisorException UNSUPPORTED if it has none
     */
    static Migration facet(Hypervisor hypervisor) {
        return hypervisor
                .migration()
                .orElseThrow(() -> new HypervisorException(
                        Reason.UNSUPPORTED, "host " + hypervisor.id() + " neither gives nor takes systems"));
    }
}
