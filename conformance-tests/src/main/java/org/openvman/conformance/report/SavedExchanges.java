package org.openvman.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.wire.Exchange;

/** What was said in checks that failed, one text file for each. */
public final class SavedExchanges {
    /** Enough to see what an envelope was; a check of oversized ones would fill the disk. */
    private static final int LONGEST = 64 * 1024;

    private SavedExchanges() {}

    /** Writes into the folder {@code exchanges} of the directory. */
    public static void write(Path directory, List<CheckResult> results) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("exchanges"));
        for (CheckResult result : results) {
            if (result.failed()) {
                Files.writeString(folder.resolve(result.check().id() + ".txt"), text(result));
            }
        }
    }

    /** The requirement, the outcome and the exchanges. */
    public static String text(CheckResult result) {
        StringBuilder text = new StringBuilder()
                .append(result.check().requirement())
                .append(": ")
                .append(result.check().requirement().text())
                .append('\n')
                .append(result.outcome().explanation())
                .append('\n');
        for (Exchange exchange : result.exchanges()) {
            text.append("\n>>> request ")
                    .append(exchange.note())
                    .append('\n')
                    .append(shortened(exchange.request()))
                    .append("\n<<< HTTP ")
                    .append(exchange.status())
                    .append(' ')
                    .append(exchange.header("content-type"))
                    .append(" after ")
                    .append(exchange.took().toMillis())
                    .append(" ms\n")
                    .append(shortened(exchange.response()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "... (" + text.length() + " characters in all)";
    }
}
