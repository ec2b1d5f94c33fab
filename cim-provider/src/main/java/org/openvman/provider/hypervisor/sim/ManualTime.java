package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Time that stands still until it is told to go on: the same run gives the same result, every time.
 *
 * <p>What is due runs in {@link #advance}, on the thread that calls it; a task without delay runs at once. A pause moves
 * the time on, so that code which waits for a guest gets there without waiting.
 */
public final class ManualTime implements SimulatedTime {
    private record Due(Instant when, long number, Runnable task) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::when).thenComparing(Due::number));
    private Instant now;
    private long number;

    public ManualTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
            return;
        }
        synchronized (this) {
            queue.add(new Due(now.plus(delay), number++, task));
        }
    }

    /** Goes on by that much and runs, in order, everything that became due on the way. */
    public void advance(Duration length) {
        Instant end = now().plus(length);
        Optional<Due> next = due(end);
        while (next.isPresent()) {
            next.get().task().run();
            next = due(end);
        }
        reach(end);
    }

    @Override
    public void pause(Duration length) {
        if (!length.isZero()) {
            advance(length);
        }
    }

    @Override
    public synchronized void close() {
        queue.clear();
    }

    private synchronized Optional<Due> due(Instant end) {
        Optional<Due> next = Optional.ofNullable(queue.peek())
                .filter(Predicate.not(due -> due.when().isAfter(end)));
        next.ifPresent(due -> {
            queue.remove(due);
            reach(due.when());
        });
        return next;
    }

    // Two threads may advance at once; time never goes back.
    private synchronized void reach(Instant when) {
        if (when.isAfter(now)) {
            now = when;
        }
    }
}
