package org.openvman.provider.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One stream that a principal pulls; its own lock keeps pullers apart, so that a slow one holds up nobody else's. */
final class EnumerationSession implements AutoCloseable {
    private final Principal principal;
    private final Class<?> kind;
    private final Stream<?> stream;
    private final Iterator<?> items;
    private final Object pulling = new Object();
    private @Nullable Object refused;
    private boolean closed;
    private volatile Duration lifetime;
    private volatile Instant expires;

    EnumerationSession(Principal principal, Class<?> kind, Stream<?> stream, Duration lifetime, Instant now) {
        this.principal = principal;
        this.kind = kind;
        this.stream = stream;
        this.items = stream.iterator();
        this.lifetime = lifetime;
        this.expires = now.plus(lifetime);
    }

    Principal principal() {
        return principal;
    }

    Instant expires() {
        return expires;
    }

    boolean hasLapsed(Instant now) {
        return !expires.isAfter(now);
    }

    void touch(Instant now) {
        expires = now.plus(lifetime);
    }

    void renew(Duration newLifetime, Instant now) {
        lifetime = newLifetime;
        expires = now.plus(newLifetime);
    }

    <T> boolean pull(String id, Class<T> wanted, int max, Predicate<? super T> taker) {
        synchronized (pulling) {
            if (closed || kind != wanted) {
                throw unknown(id);
            }
            boolean finished = false;
            try {
                finished = take(wanted, max, taker);
                return finished;
            } catch (RuntimeException e) {
                finished = true;
                throw e;
            } finally {
                if (finished) {
                    closeStream();
                }
            }
        }
    }

    private <T> boolean take(Class<T> wanted, int max, Predicate<? super T> taker) {
        for (int taken = 0; taken < max; taken++) {
            if (refused == null && !items.hasNext()) {
                return true;
            }
            T item = wanted.cast(refused == null ? items.next() : refused);
            refused = null;
            if (!taker.test(item)) {
                refused = item;
                return false;
            }
        }
        return refused == null && !items.hasNext();
    }

    @Override
    public void close() {
        synchronized (pulling) {
            closeStream();
        }
    }

    private void closeStream() {
        if (!closed) {
            closed = true;
            stream.close();
        }
    }

    static CimException unknown(String id) {
        return new CimException(
                CimStatus.INVALID_ENUMERATION_CONTEXT,
                "no enumeration context " + id + " (it ended, lapsed, was released or is another user's)");
    }
}
