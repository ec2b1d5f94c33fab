package org.openvman.provider.profile.migration;

import java.time.Duration;
import java.util.Optional;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Migration;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.job.JobWork;

/** The job that moves a system. When it fails, the system is where it was, and runs if it ran. */
record MigrationWork(VirtualSystem system, Hypervisor source, Hypervisor destination, MigrationSettings settings)
        implements JobWork {
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

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
            source.power(system.id(), PowerAction.START);
            throw e;
        }
        destination.power(system.id(), PowerAction.START);
    }

    private void awaitOff() throws InterruptedException {
        long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
        while (state().equals(Optional.of(SystemState.ACTIVE))
                || state().equals(Optional.of(SystemState.SHUTTING_DOWN))) {
            if (System.nanoTime() > deadline) {
                throw new HypervisorException(
                        Reason.TIMEOUT,
                        system.name() + " did not shut down in " + SHUTDOWN_PATIENCE.toSeconds()
                                + " s, so that it stays where it is; move it live, or turn it off");
            }
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    private Optional<SystemState> state() {
        SystemId id = system.id();
        return source.system(id).map(VirtualSystem::state);
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
