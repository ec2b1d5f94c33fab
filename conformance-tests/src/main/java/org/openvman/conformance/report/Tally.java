package org.openvman.conformance.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.openvman.conformance.check.CheckResult;

/** The numbers under a report. */
record Tally(long passed, long failed, long skipped, Duration took) {
    static Tally of(List<CheckResult> results) {
        long passed = results.stream().filter(CheckResult::passed).count();
        long failed = results.stream().filter(CheckResult::failed).count();
        Duration took = results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
        return new Tally(passed, failed, results.size() - passed - failed, took);
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped + " not applicable in "
                + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
