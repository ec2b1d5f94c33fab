package org.openvman.provider.hypervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of one host fresh. Events only mark what to read again; one thread reads it, so that a burst of
 * events for a system costs one read. What has been read since it was marked is not read once more: our own changes,
 * which are read before their call returns, are reported by the hypervisor too.
 */
final class HostWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);

    /** A change is reported by several events, and mostly while our own call that makes it is about to return. */
    private static final Duration SETTLING = Duration.ofMillis(10);

    private final Hypervisor backend;
    private final Hypervisor refreshing;
    private final Consumer<HostInventory> publish;
    private final Thread reader;
    private final Object pending = new Object();
    private final Map<SystemId, Long> changedSystems = new LinkedHashMap<>();
    private OptionalLong hostChanged = OptionalLong.empty();
    private boolean closed;

    /** Guards reading and publishing, so that an older answer never replaces a newer one. */
    private final Object freshness = new Object();

    private @Nullable HostInventory current;

    /** Orders what is asked for and what is read; what was read later than it was asked for answers it. */
    private final AtomicLong moments = new AtomicLong();

    private final Map<SystemId, Long> systemReads = new HashMap<>();
    private long hostRead;

    private final CompletableFuture<@Nullable Void> firstRead = new CompletableFuture<>();

    HostWatch(Hypervisor backend, Consumer<HostInventory> publish) {
        this.backend = backend;
        this.publish = publish;
        this.refreshing = new RefreshingHypervisor(backend, this);
        this.reader = new Thread(this::followEvents, "inventory-" + backend.id());
        this.reader.setDaemon(true);
    }

    Hypervisor hypervisor() {
        return refreshing;
    }

    void start() {
        backend.onEvent(this::note);
        reader.start();
    }

    /**
     * Waits until the host has been read for the first time, or is known to be away, but not for ever.
     *
     * @throws HypervisorException if the host cannot be read at all
     */
    void awaitFirstRead(Duration atMost) {
        try {
            firstRead.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("host {} is slow; its systems will appear when it has answered", backend.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Reads one system again, if nobody has since this was called, and publishes it. */
    void refresh(SystemId id) {
        refresh(id, moments.incrementAndGet());
    }

    private void refresh(SystemId id, long asked) {
        synchronized (freshness) {
            if (Math.max(hostRead, systemReads.getOrDefault(id, 0L)) > asked) {
                return;
            }
            HostInventory known = current;
            if (known == null) {
                refreshHost();
                return;
            }
            long begun = moments.incrementAndGet();
            Optional<VirtualSystem> before = Optional.ofNullable(known.systems().get(id));
            Optional<VirtualSystem> now = backend.system(id).map(system -> dated(before, system));
            HostInventory changed = known.with(id, now);
            keep(changed.with(backend.pools(changed)));
            systemReads.put(id, begun);
        }
    }

    /** Reads everything again, if nobody has since this was called, and publishes it. */
    void refreshHost() {
        refreshHost(moments.incrementAndGet());
    }

    private void refreshHost(long asked) {
        synchronized (freshness) {
            if (hostRead > asked) {
                return;
            }
            long begun = moments.incrementAndGet();
            HostInventory known = current;
            HostInventory fresh = backend.inventory();
            HostInventory dated = fresh;
            if (known != null) {
                for (VirtualSystem system : fresh.systems().values()) {
                    Optional<VirtualSystem> before =
                            Optional.ofNullable(known.systems().get(system.id()));
                    dated = dated.with(system.id(), Optional.of(dated(before, system)));
                }
            }
            keep(dated);
            hostRead = begun;
            systemReads.clear();
        }
    }

    /** Makes a change of the host and reads everything again, also after a failure: it may have gone half way. */
    <T> T changeHost(Supplier<T> change) {
        try {
            return change.get();
        } finally {
            refreshHost();
        }
    }

    private static VirtualSystem dated(Optional<VirtualSystem> before, VirtualSystem now) {
        if (before.isEmpty()) {
            return now;
        }
        // Nobody saw when a system changed whose host was away.
        boolean seen = before.get().state() != SystemState.UNKNOWN;
        if (seen && before.get().state() != now.state()) {
            return now.withState(now.state(), now.lastStateChange().orElseGet(Instant::now));
        }
        return now.withLastStateChange(
                now.lastStateChange().or(() -> before.get().lastStateChange()));
    }

    private void keep(HostInventory fresh) {
        current = fresh;
        publish.accept(fresh);
    }

    private void note(HypervisorEvent event) {
        if (event instanceof HypervisorEvent.ConnectionLost lost) {
            LOG.warn("host {} does not answer: {}", backend.id(), lost.reason());
            synchronized (freshness) {
                if (current != null) {
                    keep(current.lost());
                }
            }
            return;
        }
        synchronized (pending) {
            long asked = moments.incrementAndGet();
            if (event instanceof HypervisorEvent.SystemChanged changed) {
                changedSystems.put(changed.id(), asked);
            } else {
                hostChanged = OptionalLong.of(asked);
            }
            pending.notifyAll();
        }
    }

    private void readFirst() {
        try {
            refreshHost();
            firstRead.complete(null);
        } catch (HypervisorException e) {
            if (e.reason() != HypervisorException.Reason.UNREACHABLE) {
                firstRead.completeExceptionally(e);
                return;
            }
            // The backend goes on trying and reports a restored connection; the other hosts need not wait for it.
            LOG.warn("host {} is not there yet: {}", backend.id(), e.getMessage());
            firstRead.complete(null);
        } catch (RuntimeException e) {
            firstRead.completeExceptionally(e);
        }
    }

    private void followEvents() {
        readFirst();
        try {
            while (true) {
                OptionalLong everything;
                Map<SystemId, Long> systems;
                synchronized (pending) {
                    while (!closed && hostChanged.isEmpty() && changedSystems.isEmpty()) {
                        pending.wait();
                    }
                }
                Thread.sleep(SETTLING.toMillis());
                synchronized (pending) {
                    if (closed) {
                        return;
                    }
                    everything = hostChanged;
                    systems = Map.copyOf(changedSystems);
                    hostChanged = OptionalLong.empty();
                    changedSystems.clear();
                }
                readAgain(everything, systems);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAgain(OptionalLong everything, Map<SystemId, Long> systems) {
        try {
            everything.ifPresent(this::refreshHost);
            systems.forEach(this::refresh);
        } catch (HypervisorException e) {
            // What was known stays visible; the backend reports a lost connection by its own event.
            LOG.warn("reading {} again: {}", backend.id(), e.getMessage());
        }
    }

    @Override
    public void close() {
        synchronized (pending) {
            closed = true;
            pending.notifyAll();
        }
        backend.close();
    }
}
