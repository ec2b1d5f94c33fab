package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.testing.Texts;

class GuestinfoTest {

    @Test
    void anyTextStaysOneQuotedLineAndComesBack() {
        qt().forAll(Texts.xml()).checkAssert(text -> {
            String line = Guestinfo.vmxLine(text.getBytes(StandardCharsets.UTF_8));
            assertThat(line).startsWith("guestinfo.ovfEnv = \"").endsWith("\"\n");
            assertThat(line.substring("guestinfo.ovfEnv = \"".length(), line.length() - 2))
                    .doesNotContain("\"", "\n", "\r", "\t");
            assertThat(new String(Guestinfo.environment(line), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        });
    }

    @Test
    void theEscapesAreThoseOfVmxFiles() {
        assertThat(Guestinfo.vmxLine("<a b=\"c|d\"/>\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("guestinfo.ovfEnv = \"<a b=|22c|7Cd|22/>|0A\"\n");
        assertThatThrownBy(() -> Guestinfo.environment("guestinfo.other = \"x\""))
                .hasMessage("not a line that sets guestinfo.ovfEnv");
    }
}
