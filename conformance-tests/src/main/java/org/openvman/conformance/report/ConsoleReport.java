package org.openvman.conformance.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Outcome;

/** The table that grows while the checks run. Colours only if it is told that a person looks. */
public final class ConsoleReport {
    private static final String ROW = "%s %-44s %-26s %7s%n";
    private static final String GREEN = "\u001B[32m";
    private static final String RED = "\u001B[31m";
    private static final String GREY = "\u001B[90m";
    private static final String PLAIN = "\u001B[0m";

    private final PrintWriter out;
    private final boolean colours;

    public ConsoleReport(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** The checks and what they stand for. */
    public static void list(PrintWriter out, List<Check> checks) {
        for (Check check : checks) {
            out.printf(
                    "%-44s %-26s %-11s %s%n",
                    check.id(),
                    check.requirement(),
                    check.requirement().level().name().toLowerCase(Locale.ROOT),
                    check.requirement().text());
        }
        out.flush();
    }

    public void begin(ReportHeading heading) {
        out.println("Suite " + heading.suite() + " on " + heading.target());
        out.println();
        out.flush();
    }

    public void result(CheckResult result) {
        out.printf(
                ROW,
                mark(result.outcome()),
                result.check().id(),
                result.check().requirement(),
                result.took().toMillis() + " ms");
        if (!result.outcome().explanation().isEmpty()) {
            out.println("     " + oneLine(result.outcome().explanation()));
        }
        out.flush();
    }

    /** The sum, and where the files are. */
    public void end(List<CheckResult> results, Optional<Path> report) {
        out.println();
        out.println(Tally.of(results));
        report.ifPresent(directory -> out.println("Report: " + directory.resolve("report.html")));
        out.flush();
    }

    private String mark(Outcome outcome) {
        if (outcome instanceof Outcome.Passed) {
            return coloured(GREEN, "ok  ");
        }
        return outcome instanceof Outcome.Failed ? coloured(RED, "FAIL") : coloured(GREY, "n/a ");
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
