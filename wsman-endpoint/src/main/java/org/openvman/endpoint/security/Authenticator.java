package org.openvman.endpoint.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openvman.provider.operation.Principal;

/**
 * Tells whether credentials are those of a user, quickly for those it has seen.
 *
 * <p>A password hash costs tens of milliseconds and megabytes on purpose, so it is computed once per credentials and then
 * remembered for a short time, under an HMAC of them with a key of this process: the cache holds no password and no hash
 * of one that would serve elsewhere. The version of the users file goes
 * into the HMAC, so that a change of the file forgets all. Few hashes are computed at a time, a few more
 * wait, the rest is turned away; a name that failed too often from one address is turned away before any hash.
 */
public final class Authenticator implements AutoCloseable {
    private static final int CACHED_CREDENTIALS = 1000;
    private static final int WATCHED_LOGINS = 10_000;

    private final UserFile users;
    private final Limits limits;
    private final SecretKeySpec key;
    private final ExecutorService hashing;
    private final AsyncCache<ByteBuffer, Optional<Principal>> verified;
    private final Cache<String, AtomicInteger> failures;
    /** What an unknown name is checked against, so that it takes as long as a known one. */
    private final CompletableFuture<PasswordHash> nobody;

    /**
     * @param remembered how long verified credentials are remembered
     * @param concurrentHashes how many password hashes may be computed at a time
     * @param waitingHashes how many more logins may wait for that
     * @param failuresAllowed how often a name may fail from one address
     * @param failuresForgotten how long after its last failure it may try again
     */
    public record Limits(
            Duration remembered,
            int concurrentHashes,
            int waitingHashes,
            int failuresAllowed,
            Duration failuresForgotten) {
        public static final Limits DEFAULT = new Limits(Duration.ofMinutes(5), 2, 32, 5, Duration.ofSeconds(30));
    }

    /** How a login ended. */
    sealed interface Outcome {
        record Accepted(Principal principal) implements Outcome {}

        /** Unknown name or wrong password; which, nobody learns. */
        record Rejected() implements Outcome {}

        /** Too many failures, or too many logins at once. */
        record TurnedAway(Duration retryAfter, boolean busy) implements Outcome {}
    }

    public Authenticator(UserFile users, Limits limits, Clock clock, SecureRandom random) {
        this.users = users;
        this.limits = limits;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.hashing = hashing(limits);
        // Not needed before the first login, so that the start does not wait for it.
        char[] unknown = Long.toString(random.nextLong()).toCharArray();
        this.nobody = CompletableFuture.supplyAsync(() -> PasswordHash.of(unknown, random), hashing);
        this.verified = Caffeine.newBuilder()
                .maximumSize(CACHED_CREDENTIALS)
                .expireAfterWrite(limits.remembered())
                .ticker(() -> nanos(clock))
                .executor(Runnable::run)
                .buildAsync();
        this.failures = Caffeine.newBuilder()
                .maximumSize(WATCHED_LOGINS)
                .expireAfterWrite(limits.failuresForgotten())
                .ticker(() -> nanos(clock))
                .executor(Runnable::run)
                .build();
    }

    private static ExecutorService hashing(Limits limits) {
        AtomicInteger threads = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                limits.concurrentHashes(),
                limits.concurrentHashes(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.waitingHashes()),
                task -> {
                    Thread thread = new Thread(task, "password-hash-" + threads.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static long nanos(Clock clock) {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    Outcome login(Credentials credentials, String address) {
        UserFile.Snapshot snapshot = users.current();
        ByteBuffer fingerprint = fingerprint(credentials, snapshot.version());
        CompletableFuture<Optional<Principal>> known = verified.getIfPresent(fingerprint);
        String login = credentials.name() + " " + address;
        if (known == null) {
            AtomicInteger failed = failures.getIfPresent(login);
            if (failed != null && failed.get() >= limits.failuresAllowed()) {
                return new Outcome.TurnedAway(limits.failuresForgotten(), false);
            }
            try {
                known = verified.get(fingerprint, (unused, executor) -> verify(credentials, snapshot, hashing));
            } catch (RejectedExecutionException e) {
                return new Outcome.TurnedAway(Duration.ofSeconds(1), true);
            }
        }
        try {
            Optional<Principal> principal = known.join();
            if (principal.isPresent()) {
                failures.invalidate(login);
                return new Outcome.Accepted(principal.get());
            }
        } catch (CompletionException | CancellationException e) {
            verified.synchronous().invalidate(fingerprint);
            throw e;
        }
        // A wrong password is not remembered: the next try shall count, and the right one may come with a new file.
        verified.synchronous().invalidate(fingerprint);
        failures.asMap().merge(login, new AtomicInteger(1), (old, one) -> new AtomicInteger(old.get() + 1));
        return new Outcome.Rejected();
    }

    private CompletableFuture<Optional<Principal>> verify(
            Credentials credentials, UserFile.Snapshot snapshot, Executor executor) {
        return CompletableFuture.supplyAsync(
                () -> {
                    User user = snapshot.users().get(credentials.name());
                    boolean matches = (user == null ? nobody.join() : user.password()).matches(credentials.password());
                    return matches && user != null ? Optional.of(user.principal()) : Optional.empty();
                },
                executor);
    }

    private ByteBuffer fingerprint(Credentials credentials, String usersVersion) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(usersVersion.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(credentials.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(credentials.password())));
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
