package org.openvman.provider.profile.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.profile.SimulatedProvider;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** What a client that knows the host finds of it: DSP1022, DSP1026, DSP1023, DSP1027. */
class HostProfilesTest {
    private static final long GIBIBYTE = 1L << 30;

    private final SimulatedProvider provider = new SimulatedProvider("simulator:?systems=2");
    private final CimPath host =
            provider.path(provider.enumerate("OpenVMAN_HostComputerSystem").get(0));

    @AfterEach
    void close() {
        provider.close();
    }

    private static long number(CimInstance instance, String property) {
        return instance.number(property).orElseThrow();
    }

    @Test
    void processorsTellTheirCoresAndThreads() {
        List<CimInstance> processors = provider.associators(host, "CIM_SystemDevice", "CIM_Processor");

        assertThat(processors).hasSize(2);
        for (CimInstance processor : processors) {
            assertThat(provider.get(provider.path(processor))).isEqualTo(processor);
            CimInstance capabilities =
                    provider.only(provider.path(processor), "CIM_ElementCapabilities", "CIM_ProcessorCapabilities");
            assertThat(number(capabilities, "NumberOfProcessorCores")).isEqualTo(8);
            assertThat(number(capabilities, "NumberOfHardwareThreads")).isEqualTo(16);
        }
    }

    // DSP1026: one CIM_Memory for the host; the memory of a node is part of it and no second device.
    @Test
    void aNumaNodeHasAProcessorAndHalfOfTheMemory() {
        CimInstance memory = provider.only(host, "CIM_SystemDevice", "CIM_Memory");
        List<CimInstance> nodes = provider.associators(host, "CIM_HostedCollection", "OpenVMAN_NUMANode");

        assertThat(number(memory, "NumberOfBlocks")).isEqualTo(64 * GIBIBYTE);
        assertThat(nodes).hasSize(2);
        for (CimInstance node : nodes) {
            CimPath path = provider.path(node);
            assertThat(number(provider.only(path, "CIM_MemberOfCollection", "CIM_Memory"), "NumberOfBlocks"))
                    .isEqualTo(32 * GIBIBYTE);
            assertThat(provider.only(path, "CIM_MemberOfCollection", "CIM_Processor")
                            .string("DeviceID"))
                    .contains("cpu-" + number(node, "NodeNumber"));
        }
    }

    @Test
    void portsTellWhetherTheyHaveALink() {
        List<CimInstance> ports = provider.associators(host, "CIM_SystemDevice", "CIM_EthernetPort");

        assertThat(ports)
                .extracting(port -> port.number("EnabledState"))
                .containsExactly(Optional.of(2L), Optional.of(6L));
        assertThat(ports)
                .extracting(port -> port.number("Speed"))
                .containsExactly(Optional.of(10_000_000_000L), Optional.empty());
    }

    @Test
    void softwareHasVersions() {
        List<CimInstance> software =
                provider.associators(host, "CIM_InstalledSoftwareIdentity", "CIM_SoftwareIdentity");

        assertThat(software)
                .extracting(each -> each.string("VersionString").orElseThrow())
                .containsExactly("1.0", "1.2.3-test");
        assertThat(number(software.get(1), "RevisionNumber")).isEqualTo(3);
    }

    @Test
    void theHostIsOnAndCannotBeSwitchedOff() {
        CimInstance service = provider.only(host, "CIM_AssociatedPowerManagementService", "CIM_PowerManagementService");
        CimInstance association = provider.operations()
                .references(
                        SimulatedProvider.CONTEXT,
                        AssociationQuery.of(host).to("CIM_AssociatedPowerManagementService"),
                        PropertyFilter.ALL)
                .findFirst()
                .orElseThrow();

        assertThat(association.number("PowerState")).contains(2L);
        assertThat(provider.invoke(
                                provider.path(service),
                                "RequestPowerStateChange",
                                CimArgument.of("PowerState", CimType.UINT16, 8))
                        .returnCode())
                .isEqualTo(1);
    }
}
