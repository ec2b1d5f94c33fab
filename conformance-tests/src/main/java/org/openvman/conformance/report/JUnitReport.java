package org.openvman.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Outcome;
import org.openvman.conformance.wire.XmlText;

/** The format that build servers read. */
public final class JUnitReport {
    private JUnitReport() {}

    public static void write(Path file, ReportHeading heading, List<CheckResult> results) throws IOException {
        Files.writeString(file, text(heading, results));
    }

    static String text(ReportHeading heading, List<CheckResult> results) {
        Tally tally = Tally.of(results);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"conform.%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%s\""
                        + " timestamp=\"%s\">%n",
                XmlText.escape(heading.suite()),
                results.size(),
                tally.failed(),
                tally.skipped(),
                seconds(tally.took()),
                heading.started()));
        xml.append("  <properties><property name=\"target\" value=\"")
                .append(XmlText.escape(heading.target()))
                .append("\"/></properties>\n");
        results.forEach(result -> testCase(xml, result));
        return xml.append("</testsuite>\n").toString();
    }

    private static void testCase(StringBuilder xml, CheckResult result) {
        Check check = result.check();
        int dot = check.id().lastIndexOf('.');
        xml.append("  <testcase classname=\"")
                .append(XmlText.escape(check.id().substring(0, dot)))
                .append("\" name=\"")
                .append(XmlText.escape(check.id().substring(dot + 1)))
                .append("\" time=\"")
                .append(seconds(result.took()))
                .append("\">\n    <properties>")
                .append(property("document", check.requirement().document()))
                .append(property("clause", check.requirement().clause()))
                .append(property("level", check.requirement().level().name().toLowerCase(Locale.ROOT)))
                .append("</properties>\n");
        String explanation = XmlText.escape(result.outcome().explanation());
        if (result.outcome() instanceof Outcome.Failed) {
            xml.append("    <failure message=\"")
                    .append(explanation)
                    .append("\">")
                    .append(XmlText.escape(SavedExchanges.text(result)))
                    .append("</failure>\n");
        } else if (result.outcome() instanceof Outcome.Skipped) {
            xml.append("    <skipped message=\"").append(explanation).append("\"/>\n");
        }
        xml.append("  </testcase>\n");
    }

    private static String property(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + XmlText.escape(value) + "\"/>";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
