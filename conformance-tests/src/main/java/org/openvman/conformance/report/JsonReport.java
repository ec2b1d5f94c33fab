package org.openvman.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Requirement;

/** The same facts for scripts. */
public final class JsonReport {
    private JsonReport() {}

    public static void list(PrintWriter out, List<Check> checks) {
        out.println(
                checks.stream().map(check -> "  {" + of(check) + "}").collect(Collectors.joining(",\n", "[\n", "\n]")));
        out.flush();
    }

    public static void results(PrintWriter out, ReportHeading heading, List<CheckResult> results) {
        Tally tally = Tally.of(results);
        out.println("{" + field("suite", heading.suite()) + ", " + field("target", heading.target()) + ", "
                + field("started", heading.started().toString()) + ", \"passed\": " + tally.passed()
                + ", \"failed\": " + tally.failed() + ", \"notApplicable\": " + tally.skipped() + ", \"checks\": [");
        out.println(results.stream().map(JsonReport::of).collect(Collectors.joining(",\n")));
        out.println("]}");
        out.flush();
    }

    private static String of(CheckResult result) {
        return "  {" + of(result.check()) + ", "
                + field("outcome", result.outcome().word()) + ", "
                + field("explanation", result.outcome().explanation()) + ", \"milliseconds\": "
                + result.took().toMillis() + "}";
    }

    private static String of(Check check) {
        Requirement requirement = check.requirement();
        return field("id", check.id()) + ", " + field("document", requirement.document()) + ", "
                + field("clause", requirement.clause()) + ", "
                + field("level", requirement.level().name().toLowerCase(Locale.ROOT)) + ", "
                + field("text", requirement.text());
    }

    private static String field(String name, String value) {
        return "\"" + name + "\": \"" + escape(value) + "\"";
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                default ->
                    escaped.append(c < 0x20 ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return escaped.toString();
    }
}
