package org.openvman.provider.profile.virtualization;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What puts things back, the last done first, unless everything went well. */
final class Undo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();

    void with(Runnable step) {
        steps.push(step);
    }

    NewVolumes closing(NewVolumes volumes) {
        steps.push(volumes::close);
        return volumes;
    }

    void forget() {
        steps.clear();
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                // The first failure is what the client is told; the rest of what was done must still be undone.
                LOG.warn("could not be put back: {}", e.getMessage());
            }
        }
    }
}
