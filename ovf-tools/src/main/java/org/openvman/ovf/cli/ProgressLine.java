package org.openvman.ovf.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** One line at a terminal that says how much is done, how fast, and how long it will take. */
final class ProgressLine implements ProgressDisplay {
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final double MEBIBYTE = 1 << 20;

    private final PrintWriter terminal;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long drawn = started;
    private long done;

    ProgressLine(PrintWriter terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    @Override
    public void advanced(long bytes) {
        done += bytes;
        long now = System.nanoTime();
        if (now - drawn >= REDRAW) {
            drawn = now;
            draw((now - started) / 1e9);
        }
    }

    private void draw(double seconds) {
        double rate = done / seconds;
        long percent = total == 0 ? 100 : Math.min(100, 100 * done / total);
        long left = rate == 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
        terminal.printf("\r%s %3d %% %8.1f MiB/s %4d s left", what, percent, rate / MEBIBYTE, left);
        terminal.flush();
    }

    /** Removes the line. */
    @Override
    public void close() {
        if (drawn != started) {
            terminal.print("\r" + " ".repeat(what.length() + 40) + "\r");
            terminal.flush();
        }
    }
}
