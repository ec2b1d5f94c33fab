package org.openvman.provider.hypervisor.libvirt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * A call of libvirt that migrates a live domain, watched: it says how far it is, and an interrupt of the thread that waits
 * for it calls it off.
 */
final class MigrationCall {
    private static final long LOOK_MILLIS = 200;

    private final DomainHandle domain;
    private final IntConsumer percent;
    private final BooleanSupplier destinationThere;
    private boolean calledOff;
    private boolean destinationLost;

    /**
     * @param destinationThere whether the connection to the destination holds; without it, the hypervisors would go on to the
     *     end and then find nobody who can finish
     */
    MigrationCall(DomainHandle domain, IntConsumer percent, BooleanSupplier destinationThere) {
        this.domain = domain;
        this.percent = percent;
        this.destinationThere = destinationThere;
    }

    /**
     * Waits for the call to end.
     *
     * @throws InterruptedException when it was called off; an interrupt that came too late is kept
     * @throws HypervisorException UNREACHABLE when the destination was lost on the way
     */
    void run(Runnable migrate) throws InterruptedException {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> {
                    try {
                        migrate.run();
                        result.complete(null);
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "migrate-" + domain.name());
        caller.setDaemon(true);
        caller.start();
        while (!ended(result)) {
            destinationLost |= !destinationThere.getAsBoolean();
            if (calledOff || destinationLost) {
                // Again and again: before libvirt has begun the job, there is none to abort.
                domain.abortJob();
            } else {
                domain.jobPercent().ifPresent(percent);
            }
        }
    }

    private boolean ended(CompletableFuture<Void> result) throws InterruptedException {
        try {
            result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (calledOff) {
                Thread.currentThread().interrupt();
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            calledOff = true;
            return false;
        } catch (ExecutionException e) {
            if (calledOff) {
                throw new InterruptedException();
            }
            if (e.getCause() instanceof HypervisorException failure) {
                // The call may hear of it first.
                throw destinationLost || !destinationThere.getAsBoolean()
                        ? new HypervisorException(
                                Reason.UNREACHABLE,
                                "the connection to the destination was lost on the way (" + failure.getMessage() + ")",
                                failure)
                        : failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
