package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Corpus;

/** What the check says of public descriptors, measured against what their own sources say of them. */
class CorpusTest {
    private final PackageCheck check = new PackageCheck(CheckOptions.DESCRIPTOR_ONLY, Progress.NONE);

    /** Where the fault of an invalid descriptor is; line 0 when nothing in the descriptor shows it. */
    private record Fault(int line, String rule) {}

    // Issue 4: at least 95 % of what its source calls valid is accepted.
    @Test
    void whatItsSourceCallsValidIsAccepted() throws IOException {
        List<String> refused = new ArrayList<>();
        int valid = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            if (sample.isValid()) {
                valid++;
                errors(sample).stream().findFirst().ifPresent(error -> refused.add(error.toString()));
            }
        }
        assertShare(valid - refused.size(), valid, 0.95, "of the valid descriptors accepted", refused);
    }

    // Issue 4: at least 90 % of the invalid ones whose fault is visible are rejected with the right line.
    @Test
    void whatIsVisiblyInvalidIsRejectedAtTheRightLine() throws IOException {
        Map<String, Fault> faults = faults();
        List<String> missed = new ArrayList<>();
        int visible = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            Fault fault = faults.getOrDefault(sample.name(), new Fault(0, "not looked at"));
            if (sample.isInvalid() && fault.line() > 0) {
                visible++;
                boolean found = errors(sample).stream()
                        .anyMatch(error -> error.at().line() == fault.line()
                                && error.rule().id().equals(fault.rule()));
                if (!found) {
                    missed.add(sample.name() + ":" + fault.line() + ": " + fault.rule());
                }
            }
        }
        assertShare(visible - missed.size(), visible, 0.90, "of the visibly invalid descriptors rejected", missed);
    }

    private List<Finding> errors(Corpus.Sample sample) {
        return check.check(sample.file()).stream()
                .filter(finding -> finding.severity() != Severity.WARNING)
                .toList();
    }

    private static void assertShare(int good, int all, double wanted, String what, List<String> others) {
        System.out.printf("%.1f %% (%d of %d) %s%n", 100.0 * good / all, good, all, what);
        assertThat((double) good / all)
                .as("%s; not:%n%s", what, String.join("\n", others))
                .isGreaterThanOrEqualTo(wanted);
    }

    private static Map<String, Fault> faults() throws IOException {
        Map<String, Fault> faults = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus-faults.tsv")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .forEach(columns -> faults.put(columns[0], new Fault(Integer.parseInt(columns[1]), columns[2])));
        }
        return faults;
    }

    // Issue 4: an unchanged document written back is identical, to the byte.
    @Test
    void anUnchangedDocumentIsWrittenBackAsItWas() throws IOException {
        int read = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            byte[] bytes = sample.bytes();
            try {
                OvfDocument document = new DescriptorReader().read(sample.name(), bytes);
                assertThat(document.bytes()).as(sample.name()).isEqualTo(bytes);
                read++;
            } catch (OvfException notOvf) {
                assertThat(notOvf).hasMessageStartingWith(sample.name());
            }
        }
        assertThat(read).isGreaterThan(200);
    }

    /** Writing as 2.0 what was read and reading it again must give the same meaning. */
    @Test
    void whatIsReadCanBeWrittenAndReadAgain() throws IOException {
        DescriptorReader reader = new DescriptorReader();
        for (Corpus.Sample sample : Corpus.samples()) {
            Descriptor descriptor;
            try {
                descriptor = reader.read("s", sample.bytes()).descriptor();
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
}
