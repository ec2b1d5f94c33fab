package org.openvman.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointConfigTest {
    @TempDir
    Path directory;

    @Test
    void defaultsAreLoopbackAndTheSimulator() {
        EndpointConfig config = EndpointConfig.of(ConfigFile.empty());

        assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(5985);
        assertThat(config.hypervisors()).containsExactly("simulator:");
        assertThat(config.requestLimits().bytes()).isEqualTo(512 * 1024);
        assertThat(config.operationTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theSampleFileIsReadBackAsTheDefaults() throws IOException {
        StringWriter sample = new StringWriter();
        SampleConfig.print(new PrintWriter(sample));

        assertThat(EndpointConfig.of(file(sample.toString()))).isEqualTo(EndpointConfig.of(ConfigFile.empty()));
    }

    @Test
    void theFileOverridesDefaultsAndTheCommandLineTheFile() throws IOException {
        ConfigFile file = file("http.port=8080\nhypervisors=test:///default  qemu:///system\nhttp.idle-timeout=5m\n");

        EndpointConfig config = EndpointConfig.of(file.with(ConfigKey.PORT, "0"));

        assertThat(config.port()).isZero();
        assertThat(config.hypervisors()).containsExactly("test:///default", "qemu:///system");
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnknownKeyStopsTheStartAndNamesTheNearest() {
        assertThatThrownBy(() -> file("wsman.max-envelop-size=1MiB\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("test.properties")
                        + ": unknown key wsman.max-envelop-size; did you mean wsman.max-envelope-size?");
    }

    @ParameterizedTest
    @CsvSource({
        "http.port, 70000, a number from 0 to 65535",
        "http.port, abc, a number from 0 to 65535",
        "http.idle-timeout, 5 minutes, 'a duration above zero in ms, s, m, h or d'",
        "http.idle-timeout, 0s, 'a duration above zero in ms, s, m, h or d'",
        "wsman.max-envelope-size, 1KiB, 'a size in B, KiB, MiB or GiB from 8192 to 268435456 bytes'",
        "wsman.max-envelope-size, 1MB, 'a size in B, KiB, MiB or GiB from 8192 to 268435456 bytes'",
        "hypervisors.allow-kvm, yes, true or false"
    })
    void aWrongValueNamesFileKeyAndWhatWasExpected(String key, String value, String expected) {
        assertThatThrownBy(() -> EndpointConfig.of(file(key + "=" + value + "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("test.properties") + ": " + key + "=" + value + " (expected " + expected
                        + ")");
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsDocumented(ConfigKey key) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains("`" + key.key() + "`")
                .contains(key.meaning());
    }

    private ConfigFile file(String text) throws IOException {
        Path file = directory.resolve("test.properties");
        Files.writeString(file, text);
        return ConfigFile.read(file);
    }
}
