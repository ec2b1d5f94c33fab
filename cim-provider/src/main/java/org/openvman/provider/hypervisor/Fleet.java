package org.openvman.provider.hypervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hypervisors of this endpoint and the {@link Inventory} kept of them.
 *
 * <p>The inventory follows the hypervisors' events, on one thread for each host so that a slow host delays only itself,
 * and our own changes at once: {@link #hypervisor} returns a view of the backend that reads a system again after each
 * change it made.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    private final Map<HostId, HostWatch> watches = new LinkedHashMap<>();
    private volatile Inventory inventory = Inventory.EMPTY;

    /**
     * Reads all hosts once and then follows them; takes over the hypervisors and closes them.
     *
     * @throws HypervisorException if a host cannot be read at all
     */
    public Fleet(Collection<? extends Hypervisor> hypervisors) {
        this(hypervisors, FIRST_READ);
    }

    /**
     * @param firstRead how long to wait for slow hosts before going on without them; they appear when they have answered
     */
    Fleet(Collection<? extends Hypervisor> hypervisors, Duration firstRead) {
        try {
            for (Hypervisor backend : hypervisors) {
                HostWatch watch = new HostWatch(backend, this::publish);
                if (watches.putIfAbsent(backend.id(), watch) != null) {
                    watch.close();
                    throw new HypervisorException(
                            HypervisorException.Reason.ALREADY_EXISTS,
                            "two hypervisors are the same host " + backend.id() + "; name it once");
                }
                watch.start();
            }
            // All are read at the same time; a slow one delays the start only so long.
            long deadline = System.nanoTime() + firstRead.toNanos();
            for (HostWatch watch : watches.values()) {
                watch.awaitFirstRead(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The latest snapshot; never waits. */
    public Inventory inventory() {
        return inventory;
    }

    public List<HostId> hosts() {
        return new ArrayList<>(watches.keySet());
    }

    public Optional<Hypervisor> hypervisor(HostId id) {
        return Optional.ofNullable(watches.get(id)).map(HostWatch::hypervisor);
    }

    /**
     * The hypervisor of a system that is in the inventory.
     *
     * @throws HypervisorException NOT_FOUND
     */
    public Hypervisor hypervisorOf(SystemId system) {
        return inventory()
                .system(system)
                .flatMap(found -> hypervisor(found.host()))
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "no virtual system " + system + " on any host"));
    }

    /**
     * Waits until something is so, looking again at every change that a host reports.
     *
     * @return false if it was not in that time
     */
    public synchronized boolean await(Predicate<Inventory> condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.test(inventory)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void publish(HostInventory host) {
        inventory = inventory.with(host);
        notifyAll();
    }

    @Override
    public void close() {
        for (HostWatch watch : watches.values()) {
            try {
                watch.close();
            } catch (HypervisorException e) {
                LOG.warn("closing {}: {}", watch.hypervisor().id(), e.getMessage());
            }
        }
    }
}
