package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** DSP1097: switches come, change and go, and a client finds its way from a system to the switch it is on. */
class VirtualSwitchesTest {
    private final SimulatedProvider provider = new SimulatedProvider("simulator:?name=switches");

    @AfterEach
    void close() {
        provider.close();
    }

    private CimPath service() {
        return provider.path(provider.enumerate("OpenVMAN_VirtualEthernetSwitchManagementService")
                .get(0));
    }

    private CimPath define(CimProperty... settings) {
        MethodResult result = provider.invoke(
                service(),
                "DefineSystem",
                CimArgument.of(
                        "SystemSettings",
                        CimType.EMBEDDED,
                        CimInstance.of("OpenVMAN_VirtualEthernetSwitchSettingData", settings)));
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    private CimPath systemOn(String network) {
        CimInstance port = CimInstance.of(
                "CIM_EthernetPortAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, 10),
                CimProperty.of("Connection", CimType.STRING, List.of(network)));
        MethodResult result = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(port)));
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    private MethodResult destroy(CimPath system) {
        return provider.invoke(service(), "DestroySystem", CimArgument.reference("AffectedSystem", system));
    }

    @Test
    void aSwitchIsDefinedChangedAndDestroyed() {
        CimPath lan = define(
                CimProperty.string("ElementName", "lan"),
                CimProperty.of("VLANConnection", CimType.STRING, List.of("42")),
                CimProperty.string("Subnet", "10.9.0.1/24"),
                CimProperty.string("DHCPRange", "10.9.0.10-10.9.0.20"));
        CimInstance settings = setting(lan);

        assertThat(provider.get(lan).elements("Dedicated")).containsExactly(38L);
        assertThat(settings.elements("VLANConnection")).containsExactly("42");
        assertThat(settings.string("DHCPRange")).contains("10.9.0.10-10.9.0.20");
        provider.invoke(
                service(),
                "ModifySystemSettings",
                CimArgument.of(
                        "SystemSettings",
                        CimType.EMBEDDED,
                        CimInstance.of(
                                settings.className(),
                                CimProperty.string(
                                        "InstanceID",
                                        settings.string("InstanceID").orElseThrow()),
                                CimProperty.of("ReceiveBandwidthLimit", CimType.UINT64, 1L << 20))));
        assertThat(setting(lan).number("ReceiveBandwidthLimit")).contains(1L << 20);
        assertThat(setting(lan).elements("VLANConnection")).containsExactly("42");
        destroy(lan);
        assertThatThrownBy(() -> provider.get(lan))
                .isInstanceOfSatisfying(
                        CimException.class, error -> assertThat(error.status()).isEqualTo(CimStatus.NOT_FOUND));
    }

    private CimInstance setting(CimPath lan) {
        return provider.only(lan, "CIM_SettingsDefineState", "CIM_VirtualEthernetSwitchSettingData");
    }

    @Test
    void theWayFromASystemToItsSwitchHasAllItsSteps() {
        CimPath lan = define(CimProperty.string("ElementName", "lan"));
        CimPath system = systemOn("lan");

        CimInstance adapter = provider.only(system, "CIM_SystemDevice", "CIM_EthernetPort");
        CimInstance endpoint = provider.only(provider.path(adapter), "CIM_PortImplementsEndpoint", "CIM_LANEndpoint");
        CimInstance other = provider.only(provider.path(endpoint), "CIM_ActiveConnection", "CIM_LANEndpoint");
        CimInstance port = provider.only(provider.path(other), "CIM_PortImplementsEndpoint", "CIM_EthernetPort");

        assertThat(provider.path(provider.only(provider.path(port), "CIM_SystemDevice", "CIM_ComputerSystem")))
                .isEqualTo(lan);
        assertThat(provider.associators(lan, "CIM_SystemDevice", "CIM_EthernetPort"))
                .hasSize(1);
    }

    @Test
    void aSwitchInUseStays() {
        CimPath lan = define(CimProperty.string("ElementName", "lan"));
        systemOn("lan");

        assertThatThrownBy(() -> destroy(lan)).isInstanceOf(CimException.class).hasMessageContaining("lan");
        assertThat(provider.get(lan).string("ElementName")).contains("lan");
    }
}
