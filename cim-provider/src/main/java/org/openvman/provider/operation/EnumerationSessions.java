package org.openvman.provider.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The results that clients pull in portions, for every protocol (DSP0226 clause 8, Enumerate and Pull; DSP0200 Open,
 * Pull and Close).
 *
 * <p>A session is a stream that was opened once, an id that only its principal may use, and a time at which it lapses
 * unless it is pulled or renewed before. Sessions are bounded in number, in all and for each principal, and a stream is
 * closed when it ended, was released or lapsed. Lapsed ones are swept by the next call: there is no thread here. All
 * methods may be called by many threads; pulls of one session happen one after the other.
 */
public final class EnumerationSessions implements AutoCloseable {
    private final Map<String, EnumerationSession> sessions = new LinkedHashMap<>();
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Limits limits;

    /**
     * How many sessions there may be and how long they live.
     *
     * @param total in all
     * @param perPrincipal for one user
     * @param idle until a session lapses when the client names no time
     * @param longest the longest time that a client is granted
     */
    public record Limits(int total, int perPrincipal, Duration idle, Duration longest) {
        public static final Limits DEFAULT = new Limits(256, 64, Duration.ofMinutes(10), Duration.ofHours(1));
    }

    public EnumerationSessions(Clock clock, Supplier<UUID> ids, Limits limits) {
        this.clock = clock;
        this.ids = ids;
        this.limits = limits;
    }

    /**
     * Keeps a stream for later pulls; it is this object's to close, also when opening is refused.
     *
     * @param kind what the stream yields; a pull must ask for the same
     * @return the context id that the client gets
     * @throws CimException SERVER_LIMITS_EXCEEDED
     */
    public <T> String open(Principal principal, Class<T> kind, Stream<T> items, Duration lifetime) {
        EnumerationSession session = new EnumerationSession(principal, kind, items, granted(lifetime), clock.instant());
        String refusal = null;
        String id = ids.get().toString();
        List<EnumerationSession> lapsed;
        synchronized (sessions) {
            lapsed = takeLapsed();
            if (sessions.size() >= limits.total()) {
                refusal = "too many open enumerations (" + limits.total() + "), try again later";
            } else if (openBy(principal) >= limits.perPrincipal()) {
                refusal = "too many open enumerations of user " + principal.name() + " (" + limits.perPrincipal()
                        + "), release one";
            } else {
                sessions.put(id, session);
            }
        }
        lapsed.forEach(EnumerationSession::close);
        if (refusal != null) {
            session.close();
            throw new CimException(CimStatus.SERVER_LIMITS_EXCEEDED, refusal);
        }
        return id;
    }

    /** As {@link #open(Principal, Class, Stream, Duration)}, with the lifetime that the limits give by default. */
    public <T> String open(Principal principal, Class<T> kind, Stream<T> items) {
        return open(principal, kind, items, limits.idle());
    }

    /**
     * Hands the next items to {@code taker}, at most {@code max}. An item that the taker refuses (it returns false, its
     * budget is spent) ends the pull and is the first of the next one.
     *
     * @return whether the sequence ended; the session is gone then
     * @throws CimException INVALID_ENUMERATION_CONTEXT if there is no such session of this principal and kind, or what
     *     the stream throws (the session is gone then)
     */
    public <T> boolean pull(String id, Principal principal, Class<T> kind, int max, Predicate<? super T> taker) {
        EnumerationSession session = find(id, principal);
        boolean ended = true;
        try {
            ended = session.pull(id, kind, max, taker);
            if (!ended) {
                session.touch(clock.instant());
            }
        } finally {
            if (ended) {
                remove(id);
            }
        }
        return ended;
    }

    /**
     * Ends a session before its items did.
     *
     * @throws CimException INVALID_ENUMERATION_CONTEXT
     */
    public void release(String id, Principal principal) {
        EnumerationSession session = find(id, principal);
        remove(id);
        session.close();
    }

    /** Ends a session whose id no client has got to know; nothing happens if it is gone. */
    public void discard(String id) {
        EnumerationSession session;
        synchronized (sessions) {
            session = sessions.remove(id);
        }
        if (session != null) {
            session.close();
        }
    }

    /**
     * Gives a session another lifetime, from now.
     *
     * @return the lifetime that was granted
     * @throws CimException INVALID_ENUMERATION_CONTEXT
     */
    public Duration renew(String id, Principal principal, Duration lifetime) {
        EnumerationSession session = find(id, principal);
        Duration granted = granted(lifetime);
        session.renew(granted, clock.instant());
        return granted;
    }

    /**
     * How long a session lives if nobody touches it.
     *
     * @throws CimException INVALID_ENUMERATION_CONTEXT
     */
    public Duration remaining(String id, Principal principal) {
        return Duration.between(clock.instant(), find(id, principal).expires());
    }

    /** The lifetime that a client gets when it asks for this one. */
    public Duration granted(Duration wanted) {
        return wanted.compareTo(limits.longest()) > 0 ? limits.longest() : wanted;
    }

    /** The lifetime that a client gets when it asks for none. */
    public Duration defaultLifetime() {
        return limits.idle();
    }

    /** How many sessions are open; lapsed ones count until they are swept. */
    public int size() {
        synchronized (sessions) {
            return sessions.size();
        }
    }

    /** Closes all streams. */
    @Override
    public void close() {
        List<EnumerationSession> all;
        synchronized (sessions) {
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        all.forEach(EnumerationSession::close);
    }

    private EnumerationSession find(String id, Principal principal) {
        List<EnumerationSession> lapsed;
        EnumerationSession session;
        synchronized (sessions) {
            lapsed = takeLapsed();
            session = sessions.get(id);
        }
        lapsed.forEach(EnumerationSession::close);
        // Another one's session is answered like none at all: ids are not to be probed.
        if (session == null || !session.principal().name().equals(principal.name())) {
            throw EnumerationSession.unknown(id);
        }
        return session;
    }

    private void remove(String id) {
        synchronized (sessions) {
            sessions.remove(id);
        }
    }

    private List<EnumerationSession> takeLapsed() {
        Instant now = clock.instant();
        List<EnumerationSession> lapsed = sessions.values().stream()
                .filter(session -> session.hasLapsed(now))
                .toList();
        sessions.values().removeAll(lapsed);
        return lapsed;
    }

    private long openBy(Principal principal) {
        return sessions.values().stream()
                .filter(session -> session.principal().name().equals(principal.name()))
                .count();
    }
}
