package org.openvman.schema.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CimTypeTest {

    @ParameterizedTest
    @CsvSource({
        "UINT8, 0, 255",
        "SINT8, -128, 127",
        "UINT16, 0, 65535",
        "SINT16, -32768, 32767",
        "UINT32, 0, 4294967295",
        "SINT32, -2147483648, 2147483647",
        "UINT64, 0, 18446744073709551615",
        "SINT64, -9223372036854775808, 9223372036854775807"
    })
    void integersTakeTheirRangeAndNothingBeyond(CimType type, BigInteger least, BigInteger most) {
        assertThat(new BigInteger(type.coerce(least).toString())).isEqualTo(least);
        assertThat(new BigInteger(type.coerce(most.toString()).toString())).isEqualTo(most);
        assertThatThrownBy(() -> type.coerce(least.subtract(BigInteger.ONE)))
                .hasMessageContaining("out of range for " + type.mofName());
        assertThatThrownBy(() -> type.coerce(most.add(BigInteger.ONE))).hasMessageContaining("out of range");
    }

    // One Java class per type, or equals() between a parsed and a computed value would fail.
    @Test
    void onlyUnsigned64BitIntegersAreBig() {
        assertThat(CimType.UINT64.coerce(1)).isEqualTo(BigInteger.ONE);
        assertThat(CimType.SINT64.coerce(1)).isEqualTo(1L);
        assertThat(CimType.UINT8.coerce("0x1F")).isEqualTo(31L);
    }

    @Test
    void booleansAndRealsReadTheirXmlForms() {
        assertThat(CimType.BOOLEAN.coerce("TRUE")).isEqualTo(true);
        assertThat(CimType.BOOLEAN.coerce("0")).isEqualTo(false);
        assertThat(CimType.REAL64.coerce("-INF")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(CimType.REAL32.coerce("1.5e1")).isEqualTo(15.0);
        assertThat(CimType.CHAR16.coerce("x")).isEqualTo('x');
    }

    @Test
    void valuesOfAnotherKindAreRefusedWithBothNames() {
        assertThatThrownBy(() -> CimType.UINT16.coerce("many")).hasMessage("\"many\" is not a uint16");
        assertThatThrownBy(() -> CimType.BOOLEAN.coerce("yes")).hasMessage("\"yes\" is not a boolean");
        assertThatThrownBy(() -> CimType.STRING.coerce(List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CimType.REFERENCE.coerce("CIM_X")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CimType.UINT32.coerce(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = CimType.class,
            names = {"EMBEDDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyTypeIsFoundByItsNameInMof(CimType type) {
        assertThat(CimType.named(type.mofName())).contains(type);
    }

    @Test
    void anEmbeddedInstanceIsAStringInMof() {
        assertThat(CimType.EMBEDDED.mofName()).isEqualTo("string");
        assertThat(CimType.named("embedded")).isEmpty();
    }
}
