package org.openvman.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.check.Outcome;
import org.openvman.conformance.check.Suite;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Unreachable;

/** One suite against one target, check after check. Closing it removes what the checks left on the target. */
public final class Run implements AutoCloseable {
    private final Target target;
    private final Suite suite;
    private final Client client;
    private boolean closed;

    public Run(Target target, Suite suite) {
        this.target = target;
        this.suite = suite;
        this.client = target.client();
    }

    /** A run of the suite of that name. */
    public static Run of(String suite, Target target) {
        return new Run(
                target,
                Suites.named(suite, target)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no suite " + suite + "; there are " + String.join(", ", Suites.names()))));
    }

    public Target target() {
        return target;
    }

    public Suite suite() {
        return suite;
    }

    /**
     * Asks the target for a sign of life.
     *
     * @throws Unreachable if there is none
     */
    public void requireTarget() {
        client.send(Envelope.identify());
        client.connection().drain();
    }

    /** Runs the checks that are wanted and hands each result over as it comes. */
    public List<CheckResult> all(Predicate<Check> wanted, Consumer<CheckResult> progress) {
        List<CheckResult> results = new ArrayList<>();
        for (Check check : suite.checks()) {
            if (wanted.test(check)) {
                CheckResult result = judge(check);
                results.add(result);
                progress.accept(result);
            }
        }
        return results;
    }

    /** Runs one check. */
    public CheckResult judge(Check check) {
        client.connection().drain();
        long start = System.nanoTime();
        Outcome outcome = outcome(check);
        return new CheckResult(
                check,
                outcome,
                Duration.ofNanos(System.nanoTime() - start),
                client.connection().drain());
    }

    private Outcome outcome(Check check) {
        try {
            check.body().run(client);
            return new Outcome.Passed();
        } catch (CheckFailure failure) {
            return new Outcome.Failed(failure.expected(), failure.got());
        } catch (NotApplicable nothing) {
            return new Outcome.Skipped(nothing.reason());
        } catch (Unreachable gone) {
            // The target was there when the run began, so it is this request that it does not answer.
            return new Outcome.Failed("an answer", String.valueOf(gone.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            suite.cleanUp(client);
        }
    }
}
