package org.openvman.ovf.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Progress for programs: a JSON object on a line, at most ten times a second, and once at the end. */
final class ProgressJson implements ProgressDisplay {
    private static final long INTERVAL = Duration.ofMillis(100).toNanos();

    private final PrintWriter out;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long printed = started;
    private long done;

    ProgressJson(PrintWriter out, String what, long total) {
        this.out = out;
        this.what = what;
        this.total = total;
    }

    @Override
    public void advanced(long bytes) {
        done += bytes;
        long now = System.nanoTime();
        if (now - printed >= INTERVAL) {
            printed = now;
            print(now);
        }
    }

    private void print(long now) {
        double rate = done / Math.max(1e-9, (now - started) / 1e9);
        long left = rate == 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
        out.printf(
                "{\"progress\":\"%s\",\"bytes\":%d,\"total\":%d,\"bytesPerSecond\":%d,\"secondsLeft\":%d}%n",
                what, done, total, Math.round(rate), left);
        out.flush();
    }

    @Override
    public void close() {
        print(System.nanoTime());
    }
}
