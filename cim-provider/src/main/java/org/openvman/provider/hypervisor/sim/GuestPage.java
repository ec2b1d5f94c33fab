package org.openvman.provider.hypervisor.sim;

import java.nio.charset.StandardCharsets;
import org.openvman.ovf.context.OvfEnvironment;

/** What a simulated guest answers: {@code ok} for its health, for any other path a page about itself. */
@SuppressWarnings("ArrayRecordComponent") // written to one connection, never compared
record GuestPage(String contentType, byte[] bytes) {

    static GuestPage of(SimulatedGuest guest, String path) {
        return path.equals("/health")
                ? new GuestPage("text/plain; charset=utf-8", "ok\n".getBytes(StandardCharsets.UTF_8))
                : new GuestPage("text/html; charset=utf-8", about(guest).getBytes(StandardCharsets.UTF_8));
    }

    private static String about(SimulatedGuest guest) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(guest.name()))
                .append("</title></head><body>\n<h1>")
                .append(escape(guest.name()))
                .append("</h1>\n<p>This guest is <strong>simulated</strong>: no operating system and no application run"
                        + " here.</p>\n<p>")
                .append(guest.configuration().processor().count())
                .append(" processors, ")
                .append(guest.configuration().memory().bytes() >> 20)
                .append(" MiB of memory</p>\n");
        guest.environment().ifPresent(environment -> properties(page, environment));
        return page.append("</body></html>\n").toString();
    }

    private static void properties(StringBuilder page, OvfEnvironment environment) {
        page.append("<p>What its OVF environment told it:</p>\n<table>\n");
        environment.properties().forEach((key, value) -> row(page, key, value));
        page.append("</table>\n");
        for (OvfEnvironment.Entity sibling : environment.siblings()) {
            page.append("<p>and of its sibling ").append(escape(sibling.id())).append(":</p>\n<table>\n");
            sibling.properties().forEach((key, value) -> row(page, key, value));
            page.append("</table>\n");
        }
    }

    private static void row(StringBuilder page, String key, String value) {
        page.append("<tr><th>")
                .append(escape(key))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
