package org.openvman.ovf.fuzz;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a reader took an input. */
record Answer(FuzzedReader reader, Took took, Optional<Throwable> thrown) {
    private static final int FRAMES = 4;

    /** The time of the processor. */
    record Took(Duration time, boolean tooLong) {}

    static Answer of(FuzzedReader reader, Took took) {
        return new Answer(reader, took, Optional.empty());
    }

    static Answer of(FuzzedReader reader, Took took, Throwable thrown) {
        return new Answer(reader, took, Optional.of(thrown));
    }

    /** Whether it is one of those that callers expect. */
    boolean isDeclared() {
        return !took.tooLong() && thrown.map(reader::declares).orElse(true);
    }

    void requireDeclared() {
        if (!isDeclared()) {
            throw new AssertionError(reader + " answers " + this, thrown.orElse(null));
        }
    }

    /** Equal for answers that come from the same place: new shapes are what a mutation looks for. */
    String shape() {
        return thrown.map(throwable -> throwable.getClass().getSimpleName()
                        + Stream.of(throwable.getStackTrace())
                                .filter(frame -> frame.getClassName().startsWith("org.openvman"))
                                .limit(FRAMES)
                                .map(frame -> frame.getFileName() + frame.getLineNumber())
                                .collect(Collectors.joining()))
                .orElse("read");
    }

    @Override
    public String toString() {
        return took.tooLong()
                ? "only after " + took.time().toMillis() + " ms of the processor"
                : thrown.map(Throwable::toString).orElse("nothing");
    }
}
