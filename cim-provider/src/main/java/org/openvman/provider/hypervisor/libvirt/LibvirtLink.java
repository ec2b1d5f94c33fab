package org.openvman.provider.hypervisor.libvirt;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to a host: opens it, notices that it is lost, opens it again, and passes events on.
 *
 * <p>Everything that takes time happens on one thread of its own, which also delivers the events; while the host is away,
 * {@link #connection} refuses at once instead of waiting. A host whose driver would run inside our process is reached
 * through a {@link DriverDaemon}.
 */
final class LibvirtLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtLink.class);
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final LibvirtLibrary library;
    private final LibvirtUri uri;
    private final Optional<DriverDaemon> daemon;
    private final LibvirtEventLoop.Lease loop;
    private final ScheduledExecutorService thread;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final Object changes = new Object();
    private final Set<HypervisorEvent> pending = ConcurrentHashMap.newKeySet();
    private final Postponed postponed = new Postponed();
    private volatile Consumer<HypervisorEvent> listener = event -> {};
    private volatile @Nullable Session session;
    private volatile String lastFailure = "not connected yet";
    private volatile @Nullable HypervisorException refused;
    private volatile boolean closed;

    /** Before the next attempt; of the link's own thread. */
    private Duration delay = FIRST_DELAY;

    /** A connection with the callbacks that must live as long; no two are equal. */
    private static final class Session {
        private final LibvirtConnection connection;
        private final long opened = System.nanoTime();
        private @Nullable LibvirtEvents events;

        Session(LibvirtConnection connection) {
            this.connection = connection;
        }

        LibvirtConnection connection() {
            return connection;
        }

        boolean lasted(Duration atLeast) {
            return System.nanoTime() - opened >= atLeast.toNanos();
        }

        void listen(LibvirtEvents to) {
            events = to;
            to.register(connection);
        }

        void end() {
            if (events != null) {
                events.unregister(connection);
            }
            connection.close();
        }
    }

    private LibvirtLink(LibvirtLibrary library, LibvirtUri uri, Optional<DriverDaemon> daemon, String name) {
        this.library = library;
        this.uri = uri;
        this.daemon = daemon;
        this.loop = LibvirtEventLoop.lease(library);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "libvirt-" + name);
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Opens a link. Returns when the first attempt to connect is over, or takes too long; a host that is away now is
     * tried again until it is there.
     *
     * @throws HypervisorException INVALID if there can be no connection by that URI
     */
    static LibvirtLink open(LibvirtLibrary library, LibvirtUri uri, String name) {
        if (!uri.hasDriver()) {
            throw new HypervisorException(
                    Reason.INVALID,
                    "libvirt has no driver \"" + uri.driver() + "\" for " + uri.withoutCredentials()
                            + "; qemu:///system, lxc:///system and test:///default are examples");
        }
        return open(library, uri, DriverDaemon.unlessInDaemon(uri), name);
    }

    /** Opens a link to what the daemon's driver reaches; without one, to what libvirt finds by itself. */
    static LibvirtLink open(LibvirtLibrary library, LibvirtUri uri, Optional<DriverDaemon> daemon, String name) {
        LibvirtLink link = new LibvirtLink(library, uri, daemon, name);
        link.run(link::connect);
        try {
            if (!link.attempted.await(FIRST_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)) {
                link.lastFailure = "no answer for " + FIRST_ATTEMPT.toSeconds() + " s";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        HypervisorException refusal = link.refused;
        if (refusal != null) {
            link.close();
            throw refusal;
        }
        return link;
    }

    void onEvent(Consumer<HypervisorEvent> newListener) {
        listener = newListener;
    }

    /** Does something again and again while the host is there, on the thread of the events. */
    void every(Duration interval, Runnable task) {
        ScheduledFuture<?> scheduled = thread.scheduleWithFixedDelay(
                () -> {
                    if (session != null) {
                        task.run();
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        LOG.trace("every {}: {}", interval, scheduled);
    }

    /** Whether that connection is the one in use; once lost, none is used again. */
    boolean has(LibvirtConnection connection) {
        Session current = session;
        return current != null && current.connection().equals(connection);
    }

    /** The connection as it is now. */
    LibvirtConnection connection() {
        Session current = session;
        if (current == null) {
            throw new HypervisorException(
                    Reason.UNREACHABLE, "no connection to " + uri.withoutCredentials() + ": " + lastFailure);
        }
        return current.connection();
    }

    /** Uses the connection; an error that came from its loss is UNREACHABLE. */
    <T> T call(Function<LibvirtConnection, T> body) {
        try {
            return body.apply(connection());
        } catch (HypervisorException e) {
            if (lostBy(e) && e.reason() != Reason.UNREACHABLE) {
                throw new HypervisorException(Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    /** Does something soon if the host is there, else when it is back, before anybody hears that it is. */
    void whenBack(Runnable task) {
        postponed.add(task);
        run(() -> {
            if (session != null) {
                postponed.run(this);
            }
        });
    }

    /**
     * Says whether an error came from a lost connection rather than from what was asked. A connection that turns out to
     * be dead is given up.
     */
    boolean lostBy(HypervisorException failure) {
        Session current = session;
        if (failure.reason() == Reason.UNREACHABLE || current == null) {
            return true;
        }
        if (failure.reason() == Reason.FAILED && !current.connection().isAlive()) {
            run(() -> lost(current, String.valueOf(failure.getMessage())));
            return true;
        }
        return false;
    }

    /**
     * Waits until something is so, looking at every event and now and then.
     *
     * @return false if it was not in that time
     */
    boolean await(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                synchronized (changes) {
                    changes.wait(Math.min(left, LONGEST_LOOK.toMillis()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Delivers an event; the same event twice before it is delivered is one. */
    void report(HypervisorEvent event) {
        synchronized (changes) {
            changes.notifyAll();
        }
        if (pending.add(event)) {
            run(() -> deliver(event));
        }
    }

    @Override
    public void close() {
        closed = true;
        Session current = session;
        session = null;
        thread.shutdownNow();
        if (current != null) {
            current.end();
        }
        loop.close();
        daemon.ifPresent(DriverDaemon::close);
    }

    private void deliver(HypervisorEvent event) {
        pending.remove(event);
        if (closed) {
            return;
        }
        if (event instanceof HypervisorEvent.ConnectionRestored) {
            postponed.run(this);
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", event, e);
        }
    }

    private void connect() {
        if (closed || session != null) {
            return;
        }
        boolean first = attempted.getCount() > 0;
        try {
            String address = daemon.map(DriverDaemon::address).orElse(uri.text());
            Session created = new Session(LibvirtConnection.open(library, address, uri.withoutCredentials()));
            created.listen(new LibvirtEvents(
                    library,
                    id -> report(new HypervisorEvent.SystemChanged(id)),
                    () -> report(new HypervisorEvent.HostChanged()),
                    reason -> run(() -> lost(created, reason))));
            session = created;
            if (closed) {
                created.end();
                return;
            }
            LOG.info("connected to {}", uri.withoutCredentials());
            if (!first || lastFailure.startsWith("no answer")) {
                report(new HypervisorEvent.ConnectionRestored());
            }
        } catch (HypervisorException e) {
            if (first && (e.reason() == Reason.INVALID || e.reason() == Reason.UNSUPPORTED)) {
                refused = e;
                return;
            }
            if (first) {
                LOG.warn("{}; trying again", e.getMessage());
            }
            lastFailure = String.valueOf(e.getMessage());
            retry();
        } finally {
            attempted.countDown();
        }
    }

    private void retry() {
        try {
            ScheduledFuture<?> scheduled = thread.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("next attempt: {}", scheduled);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed while {} was away", uri.withoutCredentials());
        }
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    }

    private void lost(Session ended, String reason) {
        if (closed || !ended.equals(session)) {
            return;
        }
        session = null;
        lastFailure = reason;
        LOG.warn("connection to {} is lost: {}", uri.withoutCredentials(), reason);
        ended.end();
        report(new HypervisorEvent.ConnectionLost(reason));
        // What is lost again as soon as it is there, like a driver that ends whenever it is asked, is asked less and
        // less.
        if (ended.lasted(delay)) {
            delay = FIRST_DELAY;
        }
        retry();
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: a task for {} is dropped", uri.withoutCredentials());
        }
    }
}
