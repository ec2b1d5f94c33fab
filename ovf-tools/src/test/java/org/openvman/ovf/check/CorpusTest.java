package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfException;

/** Public descriptors with what their own sources say of them, where they are on the machine; none is in the project. */
class CorpusTest {
    private static final Path CORPUS = Path.of(System.getProperty("ovf.corpus", "/work/shared/reference/ovf-corpus"));

    private record Sample(Path file, String label) {
        boolean isValid() {
            return label.startsWith("valid") || label.startsWith("accepted");
        }

        /** Some are invalid only together with a file or an option that is not here. */
        boolean isVisiblyInvalid() {
            return label.equals("invalid(source test)");
        }
    }

    @Test
    void whatItsSourceCallsValidIsAcceptedAndMostOfTheInvalidIsRejected() throws IOException {
        PackageCheck check = new PackageCheck(true, Progress.NONE);
        List<String> refused = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int valid = 0;
        int invalid = 0;
        for (Sample sample : samples()) {
            List<Finding> errors = check.check(sample.file()).stream()
                    .filter(finding -> finding.severity() != Severity.WARNING)
                    .toList();
            if (sample.isValid()) {
                valid++;
                if (!errors.isEmpty()) {
                    refused.add(errors.get(0).toString());
                }
            } else if (sample.isVisiblyInvalid()) {
                invalid++;
                if (errors.isEmpty()) {
                    missed.add(String.valueOf(sample.file().getFileName()));
                }
            }
        }
        assertThat(valid).isPositive();
        assertThat((double) refused.size() / valid)
                .as("valid ones refused:%n%s", String.join("\n", refused))
                .isLessThanOrEqualTo(0.06);
        assertThat((double) missed.size() / invalid)
                .as("invalid ones accepted:%n%s", String.join("\n", missed))
                .isLessThanOrEqualTo(0.35);
    }

    /** Writing as 2.0 what was read and reading it again must give the same meaning. */
    @Test
    void whatIsReadCanBeWrittenAndReadAgain() throws IOException {
        DescriptorReader reader = new DescriptorReader();
        for (Sample sample : samples()) {
            Descriptor descriptor;
            try {
                descriptor = reader.read("s", Files.readAllBytes(sample.file())).descriptor();
            } catch (OvfException notOvf) {
                continue;
            }
            Descriptor again =
                    reader.read("s", new DescriptorWriter().write(descriptor)).descriptor();
            assertThat(again.systems().count())
                    .as("%s", sample.file())
                    .isEqualTo(descriptor.systems().count());
            assertThat(again.disks().map(disk -> disk.id() + disk.capacity() + disk.capacityUnits()))
                    .isEqualTo(descriptor
                            .disks()
                            .map(disk -> disk.id() + disk.capacity() + disk.capacityUnits())
                            .toList());
        }
    }

    private static List<Sample> samples() throws IOException {
        Path sources = CORPUS.resolve("SOURCES.tsv");
        assumeTrue(Files.exists(sources), "no corpus at " + CORPUS);
        try (Stream<String> lines = Files.lines(sources)) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(columns -> new Sample(CORPUS.resolve(columns[0]), columns[6]))
                    .filter(sample -> Files.exists(sample.file()))
                    .toList();
        }
    }
}
