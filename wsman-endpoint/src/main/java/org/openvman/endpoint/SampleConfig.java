package org.openvman.endpoint;

import java.io.PrintWriter;

/** The configuration file that {@code serve --print-config} prints: every key with its default. */
final class SampleConfig {
    private SampleConfig() {}

    static void print(PrintWriter out) {
        out.println("# Configuration of openvman serve. Every key is optional; these are the defaults.");
        out.println("# Sizes: B, KiB, MiB, GiB. Durations: ms, s, m, h, d.");
        for (ConfigKey key : ConfigKey.values()) {
            out.println();
            out.println("# " + key.meaning());
            out.println(key.key() + "=" + key.fallback());
        }
        out.flush();
    }
}
