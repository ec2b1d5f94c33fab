package org.openvman.schema.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CimPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root/virt:CIM_X.Name=\"a\",Other=1",
                "CIM_X.Flag=true,Name=\"with \\\"quotes\\\", comma = and : colon\"",
                "root/interop:CIM_X",
                "CIM_X"
            })
    void theTextFormReadsBack(String text) {
        assertThat(CimPath.parse(text)).hasToString(text);
    }

    // DSP0004: names of classes, namespaces and keys have no case, key values have.
    @Test
    void namesCompareWithoutCaseAndValuesWithIt() {
        CimPath path = new CimPath("root/virt", "CIM_X", Map.of("Name", "a"));
        assertThat(path)
                .isEqualTo(new CimPath("ROOT/VIRT", "cim_x", Map.of("NAME", "a")))
                .hasSameHashCodeAs(new CimPath("ROOT/VIRT", "cim_x", Map.of("NAME", "a")))
                .isNotEqualTo(new CimPath("root/virt", "CIM_X", Map.of("Name", "A")))
                .isNotEqualTo(path.withNamespace("root/interop"))
                .isNotEqualTo(path.withClassName("CIM_Y"));
    }

    @Test
    void keysAreFoundInAnySpellingAndCannotBeChanged() {
        CimPath path = CimPath.parse("CIM_X.Name=\"a\",Number=7");
        assertThat(path.keyText("NAME")).contains("a");
        assertThat(path.key("number")).contains(7L);
        assertThat(path.key("other")).isEmpty();
        assertThatThrownBy(() -> path.keys().put("Other", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLeadingSlashBelongsToNoNamespace() {
        assertThat(CimPath.ofClass("/root/virt/", "CIM_X").namespace()).isEqualTo("root/virt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CIM_X.",
                "CIM_X.Name",
                "CIM_X.Name=",
                "CIM_X.Name=\"a",
                "CIM_X.Name=\"a\"Other=1",
                "CIM_X.Name=1,Name=2",
                "CIM_X.Name=1,",
                "root/virt:.Name=1"
            })
    void brokenTextIsRefusedWithTheText(String text) {
        assertThatThrownBy(() -> CimPath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an instance path: " + text);
    }
}
