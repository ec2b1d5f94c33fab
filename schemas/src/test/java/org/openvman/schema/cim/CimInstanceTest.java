package org.openvman.schema.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CimInstanceTest {
    private static final CimInstance DISK = CimInstance.of(
            "CIM_LogicalDisk",
            CimProperty.string("DeviceID", "vda"),
            CimProperty.of("NumberOfBlocks", CimType.UINT64, 2048),
            CimProperty.of("Primordial", CimType.BOOLEAN, true),
            CimProperty.of("OperationalStatus", CimType.UINT16, List.of(2, 3)),
            CimProperty.ofNull("ElementName", CimType.STRING));

    @Test
    void valuesAreFoundByNameWithoutCase() {
        assertThat(DISK.string("deviceid")).contains("vda");
        assertThat(DISK.number("NUMBEROFBLOCKS")).contains(2048L);
        assertThat(DISK.bool("primordial")).contains(true);
        assertThat(DISK.value("NumberOfBlocks")).contains(BigInteger.valueOf(2048));
    }

    // NULL and absent differ on the wire, not for who wants the value.
    @Test
    void aNullPropertyIsThereButHasNoValue() {
        assertThat(DISK.property("ElementName")).isPresent();
        assertThat(DISK.value("ElementName")).isEmpty();
        assertThat(DISK.property("Caption")).isEmpty();
    }

    @Test
    void elementsOfAnArrayOfAScalarAndOfNothing() {
        assertThat(DISK.elements("OperationalStatus")).containsExactly(2L, 3L);
        assertThat(DISK.elements("DeviceID")).containsExactly("vda");
        assertThat(DISK.elements("ElementName")).isEmpty();
    }

    @Test
    void aChangeIsANewInstance() {
        CimInstance changed = DISK.with(CimProperty.string("deviceID", "vdb"));
        assertThat(changed.string("DeviceID")).contains("vdb");
        assertThat(changed.properties()).hasSameSizeAs(DISK.properties());
        assertThat(DISK.string("DeviceID")).contains("vda");
        assertThat(DISK.withOnly(Set.of("deviceid", "none")).properties())
                .extracting(CimProperty::name)
                .containsExactly("DeviceID");
        CimPath path = new CimPath("root/virt", "CIM_LogicalDisk", Map.of("DeviceID", "vda"));
        assertThat(DISK.withPath(path).path()).contains(path);
    }

    @Test
    void propertiesRefuseValuesOfAnotherTypeByName() {
        assertThatThrownBy(() -> CimProperty.of("NumberOfBlocks", CimType.UINT64, -1))
                .hasMessageStartingWith("NumberOfBlocks: -1 is out of range");
        assertThatThrownBy(() -> new CimProperty("Names", CimType.STRING, true, "one"))
                .hasMessageContaining("is not an array of string");
        assertThatThrownBy(() -> CimArgument.of("Instances", CimType.UINT32, List.of(1, "x")))
                .hasMessageStartingWith("Instances: \"x\" is not a uint32");
    }

    @Test
    void listsAreCopied() {
        List<Object> values = new ArrayList<>(List.of("a"));
        CimProperty property = CimProperty.of("Names", CimType.STRING, values);
        values.add("b");
        assertThat(property.value()).isEqualTo(List.of("a"));
    }

    @Test
    void argumentsAreFoundByNameWithoutCase() {
        List<CimArgument> arguments =
                List.of(CimArgument.string("Name", "a"), new CimArgument("Empty", CimType.STRING, false, null));
        assertThat(CimArgument.find(arguments, "NAME")).contains("a");
        assertThat(CimArgument.find(arguments, "empty")).isEmpty();
        assertThat(CimArgument.find(arguments, "other")).isEmpty();
    }
}
