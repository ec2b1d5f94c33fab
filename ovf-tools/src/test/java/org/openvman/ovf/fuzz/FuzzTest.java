package org.openvman.ovf.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever the bytes are, a reader answers in time, and with nothing but what it declares.
 *
 * <p>A minute for all readers together unless {@code -Dovf.fuzz.seconds} says another time. Every build tries the same
 * inputs, so that a change is judged by what it changed; {@code bin/test --slow} tries others, for longer, and
 * {@code -Dovf.fuzz.seed} repeats those of a run that failed.
 */
class FuzzTest {
    private static final Logger LOG = LoggerFactory.getLogger(FuzzTest.class);
    private static final long SEED = Long.getLong("ovf.fuzz.seed", 1L);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("ovf.fuzz.seconds", 60L));

    /** Of the processor, not of the clock: others use the machine too. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    /** Inputs that were answered wrongly once, in a folder for each reader. */
    @TestFactory
    Stream<DynamicTest> whatWasFoundIsAnsweredRightly() throws Exception {
        Path found = Path.of(Objects.requireNonNull(FuzzTest.class.getResource("found"), "found")
                .toURI());
        List<Path> inputs;
        try (Stream<Path> files = Files.walk(found)) {
            inputs = files.filter(Files::isRegularFile).sorted().toList();
        }
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(
                        found.relativize(input).toString(),
                        () -> answer(reader(input), Files.readAllBytes(input)).requireDeclared()));
    }

    private static FuzzedReader reader(Path input) {
        return FuzzedReader.valueOf(input.getParent().getFileName().toString().toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void whateverComesIsAnswered(FuzzedReader reader) throws Exception {
        Mutation mutation = new Mutation(new Random(SEED), reader.seeds(folder));
        long end =
                System.nanoTime() + TIME.dividedBy(FuzzedReader.values().length).toNanos();
        int round = 0;
        do {
            byte[] input = mutation.next();
            Answer answer = answer(reader, input);
            if (!answer.isDeclared()) {
                Path kept = Path.of("target", "fuzz", reader.name().toLowerCase(Locale.ROOT), SEED + "-" + round);
                Files.createDirectories(kept.getParent());
                Files.write(kept, input);
                throw new AssertionError(
                        reader + " answers " + answer + " to " + kept.toAbsolutePath() + ", input " + round
                                + " of -Dovf.fuzz.seed=" + SEED + "; mend it and keep the input in"
                                + " src/test/resources/org/openvman/ovf/fuzz/found",
                        answer.thrown().orElse(null));
            }
            mutation.answered(input, answer.shape());
            round++;
        } while (System.nanoTime() < end);
        LOG.info("{}: {} inputs, {} different answers, -Dovf.fuzz.seed={}", reader, round, mutation.answers(), SEED);
    }

    private Answer answer(FuzzedReader reader, byte[] input) {
        long begin = THREADS.getCurrentThreadCpuTime();
        try {
            reader.read(input, folder);
            return Answer.of(reader, took(begin));
        } catch (Throwable thrown) { // an Error is an answer too, and the worst
            return Answer.of(reader, took(begin), thrown);
        }
    }

    private static Answer.Took took(long begin) {
        Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin);
        return new Answer.Took(took, took.compareTo(LONGEST) > 0);
    }
}
