package org.openvman.provider.profile.host;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Profile;
import org.openvman.schema.cim.CimPath;

/** DSP1022 CPU: the processors of hosts, one for each package, with the number of their cores and threads. */
public final class HostProcessorProfile implements Profile {
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:Processor/";

    /** CIM_Processor.Characteristics. */
    private static final int BITS_64 = 2;

    private static final int HARDWARE_THREADS = 5;

    static final ClassView<HostPart<Host.Cpu>> PROCESSOR = HostPart.device(
                    "OpenVMAN_Processor", HostProcessorProfile::processors)
            .property("ElementName", processor -> "Processor " + processor.id().replace("cpu-", ""))
            .property("Role", processor -> "Host processor")
            .constant("Family", 1) // Other: the numbers of SMBIOS are not what hypervisors tell
            .property("OtherFamilyDescription", processor -> family(processor.part()))
            .property(
                    "CurrentClockSpeed",
                    processor -> Stream.of(processor.part().megahertz())
                            .filter(clock -> clock > 0)
                            .findFirst())
            .property("NumberOfEnabledCores", processor -> processor.part().coresPerSocket())
            .property("Characteristics", processor -> characteristics(processor.part()))
            .constant("CPUStatus", 1) // Enabled
            .constant("EnabledState", 2)
            .constant("HealthState", 5) // OK
            .constant("OperationalStatus", List.of(2)) // OK
            .build();

    private static final ClassView<HostPart<Host.Cpu>> CAPABILITIES = ClassView.of(
                    "OpenVMAN_ProcessorCapabilities",
                    HostPart.source("InstanceID", CAPABILITIES_PREFIX, HostProcessorProfile::processors))
            .property("InstanceID", processor -> CAPABILITIES_PREFIX + processor.key())
            .property("ElementName", processor -> "Cores and threads of " + processor.key())
            .constant("ElementNameEditSupported", false)
            .property("NumberOfProcessorCores", processor -> processor.part().coresPerSocket())
            .property(
                    "NumberOfHardwareThreads",
                    processor ->
                            processor.part().coresPerSocket() * processor.part().threadsPerCore())
            .build();

    /**
     * How many threads a processor of a host has.
     *
     * @throws org.openvman.provider.operation.CimException if the path leads to no processor of that host
     */
    public static int threads(MethodCall call, HostInventory host, CimPath path) {
        HostPart<Host.Cpu> processor = call.find(path, PROCESSOR)
                .filter(found -> found.host().host().id().equals(host.host().id()))
                .orElseThrow(() -> call.invalid(
                        path + " is no processor of host " + host.host().id()));
        return processor.part().coresPerSocket() * processor.part().threadsPerCore();
    }

    static Stream<HostPart<Host.Cpu>> processors(HostInventory host) {
        Host.Cpu cpu = host.host().cpu();
        return IntStream.range(0, cpu.sockets()).mapToObj(socket -> new HostPart<>(host, "cpu-" + socket, cpu));
    }

    private static String family(Host.Cpu cpu) {
        String text = cpu.model().isEmpty() ? cpu.architecture() : cpu.architecture() + " " + cpu.model();
        return text.substring(0, Math.min(64, text.length()));
    }

    private static List<Integer> characteristics(Host.Cpu cpu) {
        return Stream.of(
                        cpu.architecture().contains("64") || cpu.architecture().equals("s390x")
                                ? List.of(BITS_64)
                                : List.<Integer>of(),
                        cpu.threadsPerCore() > 1 ? List.of(HARDWARE_THREADS) : List.<Integer>of())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(PROCESSOR, CAPABILITIES);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                HostPart.ofHost(PROCESSOR, HostProcessorProfile::processors),
                AssociationView.of(
                                "OpenVMAN_ElementCapabilities",
                                PROCESSOR.as("ManagedElement"),
                                CAPABILITIES.as("Capabilities"),
                                (inventory, processor) -> Stream.of(processor))
                        .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1022", "CPU", "1.0.2", PROCESSOR, "DSP1052"));
    }
}
