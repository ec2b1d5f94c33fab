package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleTest {
    /** People look up ids in the documentation; the table there is this one. */
    @Test
    void theDocumentedTableIsTheOneOfTheRules() throws IOException {
        String table = Arrays.stream(Rule.values())
                .map(rule -> "| `" + rule.id() + "` | " + rule.severity() + " | " + rule.why() + " | " + rule.remedy()
                        + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("../docs/ovf-rules.md"))).contains(table);
    }

    @Test
    void everyTargetIsDocumented() throws IOException {
        assertThat(Files.readString(Path.of("../docs/ovf-rules.md")))
                .contains(Arrays.stream(Target.values())
                        .map(target -> "| `" + target + "` |")
                        .toList());
    }
}
