package org.openvman.ovf.cli;

import java.io.IOException;
import java.util.UUID;
import org.openvman.ovf.client.EndpointException;
import org.openvman.ovf.client.Packages;

/**
 * A package at the endpoint that stays no longer than the command that needs it. When the user interrupts the command, the job
 * that works on the package is ended first.
 */
final class TemporaryPackage implements AutoCloseable {
    private final RemoteTask task;
    private final String name;
    private final Thread onInterruption = new Thread(this::removeAfterInterruption, "remove-temporary-package");

    private TemporaryPackage(RemoteTask task, String name) {
        this.task = task;
        this.name = name;
    }

    /** A name that nobody else uses; nothing is there yet. */
    static TemporaryPackage of(RemoteTask task, String purpose) {
        TemporaryPackage made = new TemporaryPackage(task, purpose + "-" + UUID.randomUUID() + ".ova");
        Runtime.getRuntime().addShutdownHook(made.onInterruption);
        return made;
    }

    /** As {@link Packages} call it. */
    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterruption);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        task.packages().delete(name);
    }

    private void removeAfterInterruption() {
        try {
            task.terminateAwaited();
            task.packages().delete(name);
        } catch (IOException | EndpointException leftThere) {
            task.console().warn("package " + name + " may be left at the endpoint: " + leftThere.getMessage());
        } catch (InterruptedException none) {
            Thread.currentThread().interrupt(); // nobody knows this thread
        }
    }
}
