package org.openvman.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/profiles.md} says what the views offer. With {@code -Dopenvman.write-docs=true} it is written anew. */
class ProfileReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/profiles.md");

    @Test
    void theDocumentIsWhatTheViewsOffer(@TempDir Path state) throws IOException {
        ProviderSettings settings =
                new ProviderSettings(state, List.of("simulator:"), false, "test", Duration.ofSeconds(10));
        try (ProviderAssembly assembly = ProviderAssembly.open(settings, Clock.systemUTC())) {
            String now = assembly.profileReference();
            if (Boolean.getBoolean("openvman.write-docs")) {
                Files.writeString(DOCUMENT, now);
            }
            assertThat(Files.readString(DOCUMENT))
                    .as("docs/profiles.md is old: mvn -pl cim-provider -am test -Dtest=ProfileReferenceTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dopenvman.write-docs=true")
                    .isEqualTo(now);
        }
    }
}
