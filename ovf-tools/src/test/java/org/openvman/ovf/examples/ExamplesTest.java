package org.openvman.ovf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.model.OvfVersion;

class ExamplesTest {
    @TempDir
    Path folder;

    @Test
    void disksOfADescriptorAreListedAndWhatIsWrongIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.ovf"), ServiceFromCode.descriptor(OvfVersion.V2));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ListDisks.list(file, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("[file-missing]", "disk.web: 64 x byte * 2^20\n");
    }

    @Test
    void theServiceHasADescriptorAndItsMemberAnEnvironment() {
        assertThat(ServiceFromCode.descriptor(OvfVersion.V1)).contains("ovf2:maximum=\"4\"");
        assertThat(ServiceFromCode.environment())
                .contains("oe:key=\"ip\" oe:value=\"10.0.0.10\"", "oe:key=\"host\" oe:value=\"web-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListDisks", "ServiceFromCode"})
    void thePageShowsTheProgramsAsTheyAre(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/openvman/ovf/examples/" + name + ".java"));
        assertThat(Files.readString(Path.of("../docs/ovf-library.md")))
                .contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
    }
}
