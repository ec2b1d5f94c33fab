package org.openvman.provider.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorUriTest {
    @Test
    void everyOptionIsRead() {
        assertThat(SimulatorUri.parse("simulator:?systems=1000&name=lab-1&latency=5ms&boot=2s&seed=7"))
                .isEqualTo(new SimulatorUri("lab-1", 1000, Duration.ofMillis(5), Duration.ofSeconds(2), 7));
    }

    @Test
    void nothingNeedsToBeSaid() {
        assertThat(SimulatorUri.plain().systems()).isZero();
        assertThat(SimulatorUri.plain().name()).isEqualTo("simulator");
    }

    @ParameterizedTest
    @CsvSource({
        "simulator:?sytems=3, sytems",
        "simulator:?systems=many, systems=many",
        "simulator:?systems=-1, -1",
        "simulator:?latency=5, 5",
        "simulator:?name=a/b, a/b",
        "simulator:?name=a&name=b, twice",
        "simulator:?systems, systems",
        "simulator:systems=3, '?'",
        "test:///default, test:///default",
    })
    void whatIsWrongIsNamed(String uri, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorUri.parse(uri))
                .withMessageContaining(named);
    }
}
