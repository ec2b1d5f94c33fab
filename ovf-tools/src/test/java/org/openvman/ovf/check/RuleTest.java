package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuleTest {
    /** People look up ids in the documentation. */
    @Test
    void everyRuleIsDocumented() throws IOException {
        String document = Files.readString(Path.of("../docs/ovf-cli.md"));
        for (Rule rule : Rule.values()) {
            assertThat(document).contains("| `" + rule.id() + "` | " + rule.severity() + " | " + rule.remedy() + " |");
        }
    }
}
