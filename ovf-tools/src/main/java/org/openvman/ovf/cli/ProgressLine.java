package org.openvman.ovf.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.openvman.ovf.io.Progress;

/** Says how much is done, how fast, and how long it will take: one changing line at a terminal, or events. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final double MEBIBYTE = 1 << 20;

    private final PrintWriter terminal;
    private final ProgressMode mode;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long drawn = started;
    private long done;

    ProgressLine(PrintWriter terminal, ProgressMode mode, String what, long total) {
        this.terminal = terminal;
        this.mode = mode;
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
        switch (mode) {
            case JSON -> new ProgressEvents(terminal).bytes(what, done, total, false);
            case AUTO -> {
                double rate = done / seconds;
                long left = rate == 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
                terminal.printf(
                        "\r%s %3d %% %8.1f MiB/s %4d s left", what, percent(done, total), rate / MEBIBYTE, left);
                terminal.flush();
            }
            case NONE -> {}
        }
    }

    static long percent(long done, long total) {
        return total == 0 ? 100 : Math.min(100, 100 * done / total);
    }

    /** Removes the line, or tells of the end. */
    @Override
    public void close() {
        if (mode == ProgressMode.JSON) {
            new ProgressEvents(terminal).bytes(what, done, total, true);
        } else if (mode == ProgressMode.AUTO && drawn != started) {
            terminal.print("\r" + " ".repeat(what.length() + 40) + "\r");
            terminal.flush();
        }
    }
}
