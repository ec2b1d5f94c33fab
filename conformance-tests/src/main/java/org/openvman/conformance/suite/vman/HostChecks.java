package org.openvman.conformance.suite.vman;

import java.util.List;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** The profiles of the host: DSP1052 Computer System, DSP1022 CPU, DSP1026 System Memory, DSP1023 and DSP1027. */
final class HostChecks {
    private static final long NOT_SUPPORTED = 1;
    private static final String POWER_OFF_SOFT = "8";

    private HostChecks() {}

    static CheckGroup group(Registrations registrations, Virtualization virtualization) {
        return new CheckGroup("vman.host", "DSP1052")
                .conditional(
                        "system",
                        "CIM_ComputerSystem",
                        "The host has Name, ElementName, EnabledState, RequestedState, OperationalStatus and"
                                + " HealthState",
                        client -> system(client, registrations, virtualization))
                .under("DSP1022")
                .conditional(
                        "processors",
                        "CIM_Processor",
                        "The host has processors with Family, CPUStatus and EnabledState",
                        client -> processors(client, registrations, virtualization)
                                .forEach(HostChecks::processor))
                .conditional(
                        "cores",
                        "CIM_ProcessorCapabilities",
                        "A processor has no more enabled cores than cores, and no fewer threads than cores",
                        client -> processors(client, registrations, virtualization)
                                .forEach(processor -> cores(client, processor)))
                .under("DSP1026")
                .conditional(
                        "memory",
                        "CIM_Memory",
                        "The host has one CIM_Memory that is volatile, and its size",
                        client -> memory(client, registrations, virtualization))
                .under("DSP1023")
                .conditional(
                        "software",
                        "CIM_InstalledSoftwareIdentity",
                        "Software of the host has InstanceID and a version",
                        client -> software(client, registrations, virtualization))
                .under("DSP1027")
                .conditional(
                        "power",
                        "CIM_AssociatedPowerManagementService",
                        "The host has a power management service that tells its power state",
                        client -> power(client, registrations, virtualization))
                .conditional(
                        "power-change",
                        "CIM_PowerManagementService.RequestPowerStateChange",
                        "A power state that is not said to be supported is refused",
                        client -> powerChange(client, registrations, virtualization));
    }

    private static Instance host(
            String profile, Client client, Registrations registrations, Virtualization virtualization) {
        if (registrations.find(client, profile).isEmpty()) {
            throw new NotApplicable(profile + " is not registered");
        }
        return virtualization.host(client);
    }

    private static void system(Client client, Registrations registrations, Virtualization virtualization) {
        Instance host = client.get(
                host("Computer System", client, registrations, virtualization).reference());
        for (String property : List.of("Name", "ElementName")) {
            host.required(property);
        }
        for (String property : List.of("EnabledState", "RequestedState", "HealthState")) {
            host.requiredNumber(property);
        }
        Expect.that(!host.values("OperationalStatus").isEmpty(), "OperationalStatus", "none");
    }

    private static List<Instance> processors(
            Client client, Registrations registrations, Virtualization virtualization) {
        List<Instance> processors = client.associated(
                host("CPU", client, registrations, virtualization), "CIM_SystemDevice", "CIM_Processor");
        Expect.that(!processors.isEmpty(), "processors of the host", "none");
        return processors;
    }

    private static void processor(Instance processor) {
        if (processor.requiredNumber("Family") == 1) {
            processor.required("OtherFamilyDescription");
        }
        processor.requiredNumber("CPUStatus");
        processor.requiredNumber("EnabledState");
    }

    private static void cores(Client client, Instance processor) {
        Instance capabilities = client.only(processor, "CIM_ElementCapabilities", "CIM_ProcessorCapabilities");
        long cores = capabilities.requiredNumber("NumberOfProcessorCores");
        long threads = capabilities.requiredNumber("NumberOfHardwareThreads");
        long enabled = processor.requiredNumber("NumberOfEnabledCores");
        Expect.that(enabled >= 1 && enabled <= cores, "1 to " + cores + " enabled cores", enabled);
        Expect.that(threads >= cores, "at least " + cores + " threads", threads);
    }

    private static void memory(Client client, Registrations registrations, Virtualization virtualization) {
        Instance memory = client.only(
                host("System Memory", client, registrations, virtualization), "CIM_SystemDevice", "CIM_Memory");
        Expect.that(memory.required("Volatile").equals("true"), "Volatile true", memory.required("Volatile"));
        long blocks = memory.requiredNumber("NumberOfBlocks");
        Expect.that(blocks * memory.requiredNumber("BlockSize") > 0, "a size", blocks);
    }

    private static void software(Client client, Registrations registrations, Virtualization virtualization) {
        List<Instance> software = client.associated(
                host("Software Inventory", client, registrations, virtualization),
                "CIM_InstalledSoftwareIdentity",
                "CIM_SoftwareIdentity");
        Expect.that(!software.isEmpty(), "software of the host", "none");
        for (Instance each : software) {
            each.required("InstanceID");
            Expect.that(
                    each.text("VersionString")
                            .or(() -> each.text("MajorVersion"))
                            .isPresent(),
                    each.required("InstanceID") + " with a version",
                    "none");
        }
    }

    private static Instance powerService(Client client, Registrations registrations, Virtualization virtualization) {
        return client.only(
                host("Power State Management", client, registrations, virtualization),
                "CIM_AssociatedPowerManagementService",
                "CIM_PowerManagementService");
    }

    private static void power(Client client, Registrations registrations, Virtualization virtualization) {
        powerService(client, registrations, virtualization);
        List<Instance> associations =
                client.associations(virtualization.host(client), "CIM_AssociatedPowerManagementService");
        Expect.that(associations.size() == 1, "one CIM_AssociatedPowerManagementService", associations.size());
        associations.get(0).requiredNumber("PowerState");
    }

    private static void powerChange(Client client, Registrations registrations, Virtualization virtualization) {
        Instance service = powerService(client, registrations, virtualization);
        Instance capabilities = client.only(service, "CIM_ElementCapabilities", "CIM_PowerManagementCapabilities");
        if (capabilities.values("RequestedPowerStatesSupported").contains(POWER_OFF_SOFT)) {
            throw new NotApplicable("the host can be switched off, and nobody wants to try");
        }
        Expect.refused(
                client.invoke(
                        service.reference(),
                        "RequestPowerStateChange",
                        "<p:PowerState>" + POWER_OFF_SOFT + "</p:PowerState>"
                                + virtualization.host(client).reference().toXml("p:ManagedElement")),
                NOT_SUPPORTED);
    }
}
