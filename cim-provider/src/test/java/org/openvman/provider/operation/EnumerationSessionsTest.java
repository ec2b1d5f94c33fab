package org.openvman.provider.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnumerationSessionsTest {
    private static final Principal ANN = new Principal("ann", Role.READER);
    private static final Principal BOB = new Principal("bob", Role.READER);

    private final SteppedClock clock = new SteppedClock();
    private final EnumerationSessions sessions = new EnumerationSessions(
            clock,
            UUID::randomUUID,
            new EnumerationSessions.Limits(3, 2, Duration.ofMinutes(1), Duration.ofMinutes(10)));

    @Test
    void pullsInPortionsAndIsGoneAfterTheLast() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1, 2, 3));

        assertThat(pull(id, 2)).containsExactly(1, 2);
        assertThat(pull(id, 2)).containsExactly(3);
        assertThat(sessions.size()).isZero();
        assertUnknown(() -> pull(id, 1));
    }

    @Test
    void anItemTheTakerRefusesIsTheFirstOfTheNextPull() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1, 2, 3));
        List<Integer> taken = new ArrayList<>();

        boolean ended = sessions.pull(id, ANN, Integer.class, 10, item -> item < 2 && taken.add(item));

        assertThat(ended).isFalse();
        assertThat(taken).containsExactly(1);
        assertThat(pull(id, 10)).containsExactly(2, 3);
    }

    @Test
    void endsWithTheLastItemEvenWhenExactlyThatManyWereAsked() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1, 2));

        assertThat(sessions.pull(id, ANN, Integer.class, 2, item -> true)).isTrue();
    }

    // DSP0226: credentials must not change over Enumerate, Pull and Release.
    @Test
    void belongsToItsPrincipal() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1));

        assertUnknown(() -> sessions.pull(id, BOB, Integer.class, 1, item -> true));
        assertUnknown(() -> sessions.release(id, BOB));
        assertThat(pull(id, 1)).containsExactly(1);
    }

    @Test
    void anotherKindIsAnotherProtocolsSession() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1));

        assertUnknown(() -> sessions.pull(id, ANN, String.class, 1, item -> true));
    }

    @Test
    void lapsesUnlessPulledOrRenewedAndClosesItsStream() {
        AtomicBoolean closed = new AtomicBoolean();
        String id = sessions.open(ANN, Integer.class, Stream.of(1, 2, 3).onClose(() -> closed.set(true)));

        clock.step(Duration.ofSeconds(50));
        pull(id, 1);
        clock.step(Duration.ofSeconds(50));
        assertThat(sessions.remaining(id, ANN)).isEqualTo(Duration.ofSeconds(10));
        assertThat(sessions.renew(id, ANN, Duration.ofHours(5))).isEqualTo(Duration.ofMinutes(10));
        clock.step(Duration.ofMinutes(10));

        assertUnknown(() -> pull(id, 1));
        assertThat(closed).isTrue();
    }

    @Test
    void isBoundedForOneUserAndInAll() {
        sessions.open(ANN, Integer.class, Stream.of(1));
        sessions.open(ANN, Integer.class, Stream.of(1));
        AtomicBoolean closed = new AtomicBoolean();

        assertThatThrownBy(() -> sessions.open(ANN, Integer.class, Stream.of(1).onClose(() -> closed.set(true))))
                .isInstanceOfSatisfying(
                        CimException.class, e -> assertThat(e.status()).isEqualTo(CimStatus.SERVER_LIMITS_EXCEEDED))
                .hasMessageContaining("ann");
        assertThat(closed).isTrue();

        sessions.open(BOB, Integer.class, Stream.of(1));
        assertThatThrownBy(() -> sessions.open(BOB, Integer.class, Stream.of(1)))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("too many open enumerations (3)");
    }

    @Test
    void aFailingStreamEndsTheSession() {
        String id = sessions.open(ANN, Integer.class, Stream.of(1).map(item -> {
            throw new CimException(CimStatus.FAILED, "host alpha went away");
        }));

        assertThatThrownBy(() -> pull(id, 1)).hasMessage("host alpha went away");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void closesStreamsWhenReleasedAndWhenClosed() {
        AtomicInteger closed = new AtomicInteger();
        String id = sessions.open(ANN, Integer.class, Stream.of(1).onClose(closed::incrementAndGet));
        sessions.open(ANN, Integer.class, Stream.of(1).onClose(closed::incrementAndGet));

        sessions.release(id, ANN);
        assertThat(closed).hasValue(1);
        sessions.close();
        assertThat(closed).hasValue(2);
    }

    @Test
    void manyPullersGetEachItemOnce() throws Exception {
        String id = sessions.open(ANN, Integer.class, IntStream.range(0, 1000).boxed());
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pullers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int n = 0; n < 25; n++) {
                                sessions.pull(id, ANN, Integer.class, 9, taken::add);
                            }
                        },
                        pullers));
            }
            for (CompletableFuture<Void> one : all) {
                one.get();
            }
        } finally {
            pullers.shutdownNow();
        }

        assertThat(taken).hasSize(900).doesNotHaveDuplicates();
    }

    private List<Integer> pull(String id, int max) {
        List<Integer> taken = new ArrayList<>();
        sessions.pull(id, ANN, Integer.class, max, taken::add);
        return taken;
    }

    private static void assertUnknown(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CimException.class,
                        e -> assertThat(e.status()).isEqualTo(CimStatus.INVALID_ENUMERATION_CONTEXT));
    }

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void step(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
