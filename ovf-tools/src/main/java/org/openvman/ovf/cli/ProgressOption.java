package org.openvman.ovf.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a long command says how far it is. */
final class ProgressOption {
    /** The forms of progress. */
    enum Form {
        BAR,
        JSON,
        NONE
    }

    @Option(
            names = "--progress",
            paramLabel = "bar|json|none",
            description = "Progress on standard error: a bar (at a terminal, the default), or a JSON object a line.")
    private @Nullable Form form;

    ProgressDisplay open(Console console, String what, long totalBytes) {
        if (form == null) {
            return console.progress(what, totalBytes);
        }
        return switch (form) {
            case BAR -> new ProgressLine(console.errors(), what, totalBytes);
            case JSON -> new ProgressJson(console.errors(), what, totalBytes);
            case NONE -> new ProgressLine(Console.nowhere(), what, totalBytes);
        };
    }
}
