package org.openvman.provider.hypervisor.sim;

import java.nio.charset.StandardCharsets;

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
        return page.append("</body></html>\n").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
