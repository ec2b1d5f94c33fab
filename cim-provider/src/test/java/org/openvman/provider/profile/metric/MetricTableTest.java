package org.openvman.provider.profile.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of metrics, and its print in docs/metrics.md, which must be the same. */
class MetricTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final String HEAD = "| Metric | Unit | Kind | Meaning |";

    private static String row(Metric metric) {
        return "| `" + metric.name() + "` | " + metric.unit().text() + " | " + kind(metric.shape()) + " | "
                + metric.meaning() + ". |";
    }

    private static String kind(Shape shape) {
        return switch (shape) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case INTERVAL -> "interval";
            case AVERAGE -> "average";
            case MAXIMUM -> "maximum";
        };
    }

    private static String table(Subject subject) {
        return MetricTable.of(subject).stream()
                .map(MetricTableTest::row)
                .collect(Collectors.joining("\n", HEAD + "\n| --- | --- | --- | --- |\n", "\n"));
    }

    @Test
    void theDocumentHasTheTableOfEachSubject() throws IOException {
        String document = Files.readString(DOCUMENT);

        for (Subject subject : Subject.values()) {
            assertThat(document)
                    .as("docs/metrics.md, paste what is expected")
                    .contains("### `" + subject.text() + "`\n")
                    .contains(table(subject));
        }
        long rows = document.lines()
                .filter(line -> line.matches("\\| `\\w+` \\|.*\\| (counter|gauge|interval|average|maximum) \\|.*"))
                .count();
        assertThat(rows).isEqualTo(MetricTable.all().size());
    }

    // The Id stands before a slash in InstanceIDs and is the key of the definition.
    @Test
    void idsAreUniqueAndWithoutSlash() {
        List<String> ids = MetricTable.all().stream().map(Metric::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("OpenVMAN:[A-Za-z]+\\.[A-Za-z]+"));
    }
}
