package org.openvman.endpoint.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.endpoint.security.Authenticator.Outcome;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.Role;

class AuthenticatorTest {
    @TempDir
    Path directory;

    private final SteppedClock clock = new SteppedClock();
    private UserFile users;
    private Authenticator authenticator;

    @BeforeEach
    void addUser() {
        users = new UserFile(directory.resolve("users"));
        users.put("ann", Role.OPERATOR, "secret".toCharArray());
        authenticator = new Authenticator(users, Authenticator.Limits.DEFAULT, clock, new SecureRandom());
    }

    @AfterEach
    void close() {
        authenticator.close();
    }

    @Test
    void acceptsTheRightPasswordOnly() {
        assertThat(login("ann", "secret")).isEqualTo(new Outcome.Accepted(new Principal("ann", Role.OPERATOR)));
        assertThat(login("ann", "Secret")).isEqualTo(new Outcome.Rejected());
        assertThat(login("bob", "secret")).isEqualTo(new Outcome.Rejected());
    }

    @Test
    void forgetsEverybodyWhenTheFileChanges() {
        login("ann", "secret");
        users.put("ann", Role.READER, "other".toCharArray());

        assertThat(login("ann", "secret")).isEqualTo(new Outcome.Rejected());
        assertThat(login("ann", "other")).isEqualTo(new Outcome.Accepted(new Principal("ann", Role.READER)));
        users.remove("ann");
        assertThat(login("ann", "other")).isEqualTo(new Outcome.Rejected());
    }

    // A guesser must wait; the user who is logged in, and one from another address, must not wait with him.
    @Test
    void turnsAwayAfterFailuresFromOneAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("ann", "guess" + i)).isEqualTo(new Outcome.Rejected());
        }

        assertThat(login("ann", "secret")).isEqualTo(new Outcome.TurnedAway(Duration.ofSeconds(30), false));
        assertThat(authenticator.login(credentials("ann", "secret"), "10.0.0.2"))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(login("ann", "secret")).isInstanceOf(Outcome.Accepted.class);
        assertThat(login("ann", "guess")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void mayTryAgainAfterAWhile() {
        for (int i = 0; i < 5; i++) {
            login("ann", "guess" + i);
        }
        clock.step(Duration.ofSeconds(31));

        assertThat(login("ann", "secret")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void moreLoginsThanCanWaitAreTurnedAway() throws Exception {
        try (Authenticator narrow = new Authenticator(
                users,
                new Authenticator.Limits(Duration.ofMinutes(1), 1, 1, 1000, Duration.ofSeconds(1)),
                clock,
                new SecureRandom())) {
            ExecutorService clients = Executors.newFixedThreadPool(12);
            List<CompletableFuture<Outcome>> logins = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String password = "guess" + i;
                logins.add(CompletableFuture.supplyAsync(
                        () -> narrow.login(credentials("ann", password), "10.0.0.1"), clients));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (CompletableFuture<Outcome> login : logins) {
                outcomes.add(login.get());
            }
            clients.shutdown();

            assertThat(outcomes).contains(new Outcome.TurnedAway(Duration.ofSeconds(1), true), new Outcome.Rejected());
        }
    }

    @Test
    void credentialsAreReadFromTheHeaderOrNotAtAll() {
        assertThat(Credentials.of("Basic YW5uOnNlOmNyZXQ=")).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("ann");
            assertThat(new String(found.password())).isEqualTo("se:cret");
            assertThat(found.toString()).doesNotContain("cret");
        });
        assertThat(Credentials.of(null)).isEmpty();
        assertThat(Credentials.of("Bearer abc")).isEmpty();
        assertThat(Credentials.of("Basic !!!")).isEmpty();
        assertThat(Credentials.of("Basic YW5u")).isEmpty();
        assertThat(Credentials.of("Basic " + "A".repeat(2000))).isEmpty();
    }

    private Outcome login(String name, String password) {
        return authenticator.login(credentials(name, password), "10.0.0.1");
    }

    private static Credentials credentials(String name, String password) {
        return new Credentials(name, password.toCharArray());
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
