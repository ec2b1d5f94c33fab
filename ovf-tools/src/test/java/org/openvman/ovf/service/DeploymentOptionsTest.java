package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentOptionsTest {
    private static final DeploymentOptions ALL = new DeploymentOptions(
            Optional.of("shop"),
            Map.of("front", "default", "back", "isolated"),
            Map.of("com.sap.db.sid", "HDB", "db/motd", "a=b, c"),
            Optional.of("host-1"));

    @Test
    void valuesAreTextsInAStableOrder() {
        assertThat(ALL.toValues())
                .containsExactly(
                        "service=shop",
                        "host=host-1",
                        "network:back=isolated",
                        "network:front=default",
                        "property:com.sap.db.sid=HDB",
                        "property:db/motd=a=b, c");
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(DeploymentOptions.parse(ALL.toValues())).isEqualTo(ALL);
        assertThat(DeploymentOptions.parse(List.of())).isEqualTo(DeploymentOptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "service", "colour=red", "network:=x", "property:=x", "network:x"})
    void otherTextsAreRefusedByName(String value) {
        assertThatThrownBy(() -> DeploymentOptions.parse(List.of(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + value + "\"");
    }

    @Test
    void anOptionIsGivenOnce() {
        assertThatThrownBy(() -> DeploymentOptions.parse(List.of("service=a", "service=b")))
                .hasMessageContaining("service is given twice");
    }
}
