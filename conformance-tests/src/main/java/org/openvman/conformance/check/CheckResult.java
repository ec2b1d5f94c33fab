package org.openvman.conformance.check;

import java.time.Duration;
import java.util.List;
import org.openvman.conformance.wire.Exchange;

/** A check with its outcome and what was said in the course of it. */
public record CheckResult(Check check, Outcome outcome, Duration took, List<Exchange> exchanges) {
    public CheckResult {
        exchanges = List.copyOf(exchanges);
    }

    public boolean failed() {
        return outcome instanceof Outcome.Failed;
    }

    public boolean passed() {
        return outcome instanceof Outcome.Passed;
    }
}
