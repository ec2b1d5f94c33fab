package org.openvman.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Requirement;
import org.openvman.conformance.wire.XmlText;

/** One page that needs nothing else: no script, no font, no picture from elsewhere. */
public final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; margin: 0; }
            p.about { color: GrayText; margin: .2rem 0 1.2rem; }
            .sum b { padding: .15rem .6rem; border-radius: 1rem; margin-right: .4rem; color: #fff; }
            b.passed { background: #1a7f37; } b.failed { background: #cf222e; } b.skipped { background: #6e7781; }
            table { border-collapse: collapse; width: 100%; margin-top: 1.2rem; }
            th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
            td.time { text-align: right; white-space: nowrap; } td.id { font-family: ui-monospace, monospace; font-size: .85em; }
            tr.passed td.word { color: #1a7f37; } tr.failed td.word { color: #cf222e; font-weight: 600; }
            tr.skipped { color: GrayText; }
            .why { font-size: .9em; } details { margin-top: .3rem; }
            pre { white-space: pre-wrap; word-break: break-all; font-size: .78rem; background: #8881; padding: .6rem; }
            """;

    private HtmlReport() {}

    public static void write(Path file, ReportHeading heading, List<CheckResult> results) throws IOException {
        Files.writeString(file, text(heading, results));
    }

    static String text(ReportHeading heading, List<CheckResult> results) {
        Tally tally = Tally.of(results);
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>conform ")
                .append(XmlText.escape(heading.suite()))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Conformance: suite ")
                .append(XmlText.escape(heading.suite()))
                .append("</h1>\n<p class=\"about\">")
                .append(XmlText.escape(heading.target()))
                .append(", ")
                .append(heading.started())
                .append("</p>\n<p class=\"sum\">")
                .append(count("passed", tally.passed(), "passed"))
                .append(count("failed", tally.failed(), "failed"))
                .append(count("skipped", tally.skipped(), "not applicable"))
                .append("</p>\n<table><thead><tr><th>Outcome</th><th>Check</th><th>Requirement</th><th>Time</th></tr>")
                .append("</thead><tbody>\n");
        results.forEach(result -> row(page, result));
        return page.append("</tbody></table></body></html>\n").toString();
    }

    private static String count(String style, long number, String word) {
        return "<b class=\"" + style + "\">" + number + " " + word + "</b>";
    }

    private static void row(StringBuilder page, CheckResult result) {
        Requirement requirement = result.check().requirement();
        page.append("<tr class=\"")
                .append(result.passed() ? "passed" : result.failed() ? "failed" : "skipped")
                .append("\"><td class=\"word\">")
                .append(result.outcome().word())
                .append("</td><td class=\"id\">")
                .append(XmlText.escape(result.check().id()))
                .append("</td><td>")
                .append(XmlText.escape(requirement.text()))
                .append("<br><small>")
                .append(XmlText.escape(requirement.toString()))
                .append(", ")
                .append(requirement.level().name().toLowerCase(Locale.ROOT))
                .append("</small>");
        if (!result.outcome().explanation().isEmpty()) {
            page.append("<div class=\"why\">")
                    .append(XmlText.escape(result.outcome().explanation()))
                    .append("</div>");
        }
        if (result.failed()) {
            page.append("<details><summary>What was said</summary><pre>")
                    .append(XmlText.escape(SavedExchanges.text(result)))
                    .append("</pre></details>");
        }
        page.append("</td><td class=\"time\">").append(result.took().toMillis()).append(" ms</td></tr>\n");
    }
}
