package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * What lies between a caller and a simulated host: latency, faults, a line that can be lost, events on the way back, and
 * the one lock that keeps the host's state whole.
 */
final class SimulatedConnection {
    private final String host;
    private final Duration latency;
    private final SimulatedTime time;
    private final FaultRules faults = new FaultRules();
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock; told after it is free.
    private final List<HypervisorEvent> untold = new ArrayList<>();

    private volatile Consumer<HypervisorEvent> listener = event -> {};
    private volatile boolean lost;
    private volatile boolean closed;

    SimulatedConnection(String host, Duration latency, SimulatedTime time) {
        this.host = host;
        this.latency = latency;
        this.time = time;
    }

    FaultRules faults() {
        return faults;
    }

    Duration latency() {
        return latency;
    }

    SimulatedTime time() {
        return time;
    }

    void onEvent(Consumer<HypervisorEvent> newListener) {
        listener = newListener;
    }

    /** A call from outside: it can be slow, be refused, or find the line dead. */
    <T> T call(Operation operation, String target, Function<List<FaultRule.Effect>, T> work) {
        requireLine();
        List<FaultRule.Effect> effects = faults.met(operation, target);
        time.pause(latency);
        for (FaultRule.Effect effect : effects) {
            before(effect);
        }
        requireLine();
        T result = inside(() -> work.apply(effects));
        for (FaultRule.Effect effect : effects) {
            if (effect instanceof FaultRule.Effect.LoseAnswer answer) {
                throw new HypervisorException(Reason.TIMEOUT, answer.message());
            }
        }
        return result;
    }

    /** Something that happens on the host itself. */
    <T> T inside(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            List<HypervisorEvent> events = List.copyOf(untold);
            untold.clear();
            lock.unlock();
            events.forEach(this::tell);
        }
    }

    /** Called by work that changed something. */
    void changed(HypervisorEvent event) {
        untold.add(event);
    }

    void close() {
        closed = true;
    }

    private void before(FaultRule.Effect effect) {
        if (effect instanceof FaultRule.Effect.Fail fail) {
            throw new HypervisorException(fail.reason(), fail.message());
        }
        if (effect instanceof FaultRule.Effect.Delay delay) {
            time.pause(delay.length());
        }
        if (effect instanceof FaultRule.Effect.LoseConnection loss) {
            lost = true;
            tell(new HypervisorEvent.ConnectionLost("simulated loss of connection"));
            time.after(loss.length(), () -> {
                lost = false;
                tell(new HypervisorEvent.ConnectionRestored());
            });
        }
    }

    private void tell(HypervisorEvent event) {
        time.after(Duration.ZERO, () -> listener.accept(event));
    }

    private void requireLine() {
        if (closed || lost) {
            throw new HypervisorException(
                    Reason.UNREACHABLE, "host \"" + host + "\": " + (closed ? "connection closed" : "no connection"));
        }
    }
}
