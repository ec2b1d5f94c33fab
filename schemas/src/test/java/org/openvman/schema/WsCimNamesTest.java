package org.openvman.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WsCimNamesTest {

    @ParameterizedTest
    @CsvSource({
        "CIM_ComputerSystem, http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ComputerSystem",
        "OpenVMAN_ComputerSystem, http://schemas.openvman.org/wbem/wscim/1/cim-schema/2/OpenVMAN_ComputerSystem"
    })
    void aClassHasOneAddress(String className, String uri) {
        assertThat(WsCimNames.resourceUri(className)).isEqualTo(uri);
        assertThat(WsCimNames.className(uri)).contains(className);
    }

    // Clients that know the DMTF's address only find our classes there.
    @Test
    void ourClassesAreReadBelowTheAddressOfTheDmtf() {
        assertThat(WsCimNames.className("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/OpenVMAN_Memory"))
                .contains("OpenVMAN_Memory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/",
                "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_X/Method",
                "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/*",
                "http://schemas.dmtf.org/wbem/wscim/1/*",
                "http://schemas.openvman.org/wbem/wscim/1/cim-schema/2/CIM_ComputerSystem",
                "http://schemas.microsoft.com/wbem/wsman/1/wmi/Win32_Service"
            })
    void otherAddressesNameNoClass(String uri) {
        assertThat(WsCimNames.className(uri)).isEmpty();
    }

    @Test
    void allClassesHaveAnAddressOfTheirOwn() {
        assertThat(WsCimNames.isAllClasses("http://schemas.dmtf.org/wbem/wscim/1/*"))
                .isTrue();
        assertThat(WsCimNames.isAllClasses(WsCimNames.resourceUri("CIM_System")))
                .isFalse();
    }

    @Test
    void aMethodIsAnActionBelowItsClass() {
        String resource = WsCimNames.resourceUri("CIM_ConcreteJob");
        String action = WsCimNames.actionUri("CIM_ConcreteJob", "GetErrors");
        assertThat(action).isEqualTo("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ConcreteJob/GetErrors");
        assertThat(WsCimNames.responseActionUri("CIM_ConcreteJob", "GetErrors")).isEqualTo(action + "Response");
        assertThat(WsCimNames.method(action, resource)).contains("GetErrors");
        assertThat(WsCimNames.method(resource, resource)).isEmpty();
        assertThat(WsCimNames.method(action + "/More", resource)).isEmpty();
        assertThat(WsCimNames.method("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", resource))
                .isEmpty();
    }

    // DSP0230: properties are in the namespace of the class of the instance, whoever declared them.
    @Test
    void propertiesAreInTheNamespaceOfTheInstance() {
        ClassRepository schema = ClassRepository.load();
        assertThat(WsCimNames.propertyNamespace(
                        schema.find("OpenVMAN_ComputerSystem").orElseThrow()))
                .isEqualTo("http://schemas.openvman.org/wbem/wscim/1/cim-schema/2/OpenVMAN_ComputerSystem");
    }
}
