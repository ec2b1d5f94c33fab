package org.openvman.provider.profile.host;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostHardware.NumaNode;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/**
 * DSP1026 System Memory: all memory of a host as one CIM_Memory, which is the profile's; and its NUMA nodes, which no
 * profile knows, as collections of processors and of the memory near to them.
 */
public final class HostMemoryProfile implements Profile {
    private static final String NODE_PREFIX = "OpenVMAN:NUMANode/";

    private static final ClassView<HostPart<Long>> MEMORY = memory(HostMemoryProfile::whole);
    private static final ClassView<HostPart<Long>> NODE_MEMORY = memory(HostMemoryProfile::ofNodes);

    private static final ClassView<HostPart<NumaNode>> NODE = ClassView.of(
                    "OpenVMAN_NUMANode", HostPart.source("InstanceID", NODE_PREFIX, HostMemoryProfile::nodes))
            .property("InstanceID", node -> NODE_PREFIX + node.key())
            .property("ElementName", node -> "NUMA node " + node.part().number())
            .property("NodeNumber", node -> node.part().number())
            .property("NumberOfHardwareThreads", node -> node.part().threads())
            .property("DistanceNodes", node -> List.copyOf(distances(node).keySet()))
            .property("Distances", node -> List.copyOf(distances(node).values()))
            .build();

    private static ClassView<HostPart<Long>> memory(Function<HostInventory, Stream<HostPart<Long>>> parts) {
        return HostPart.device("OpenVMAN_Memory", parts)
                .property("ElementName", memory -> "Host " + memory.id().replace('-', ' '))
                .constant("Volatile", true)
                .constant("Access", 3) // Read/Write Supported
                .constant("BlockSize", 1)
                .property("NumberOfBlocks", HostPart::part)
                .property("ConsumableBlocks", HostPart::part)
                .constant("EnabledState", 2)
                .constant("HealthState", 5) // OK
                .constant("OperationalStatus", List.of(2)) // OK
                .build();
    }

    private static Stream<HostPart<Long>> whole(HostInventory host) {
        return Stream.of(new HostPart<>(host, "memory", host.host().memoryBytes()));
    }

    private static Stream<HostPart<NumaNode>> nodes(HostInventory host) {
        return host.host().hardware().nodes().stream().map(node -> new HostPart<>(host, "node-" + node.number(), node));
    }

    private static Stream<HostPart<Long>> ofNodes(HostInventory host) {
        return nodes(host).map(HostMemoryProfile::memoryOf);
    }

    private static HostPart<Long> memoryOf(HostPart<NumaNode> node) {
        return new HostPart<>(node.host(), "memory-" + node.id(), node.part().memoryBytes());
    }

    private static Stream<HostPart<Host.Cpu>> processorsOf(HostPart<NumaNode> node) {
        return HostProcessorProfile.processors(node.host())
                .filter(processor -> node.part().sockets().stream()
                        .anyMatch(socket -> processor.id().equals("cpu-" + socket)));
    }

    private static Map<Integer, Integer> distances(HostPart<NumaNode> node) {
        return new TreeMap<>(node.part().distances());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(MEMORY, NODE_MEMORY, NODE);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                HostPart.ofHost(MEMORY, HostMemoryProfile::whole),
                AssociationView.of(
                                "OpenVMAN_HostedCollection",
                                HostProfile.HOST.as("Antecedent"),
                                NODE.as("Dependent"),
                                (inventory, host) -> nodes(host))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_MemberOfNUMANode",
                                NODE.as("Collection"),
                                NODE_MEMORY.as("Member"),
                                (inventory, node) -> Stream.of(memoryOf(node)))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_MemberOfNUMANode",
                                NODE.as("Collection"),
                                HostProcessorProfile.PROCESSOR.as("Member"),
                                (inventory, node) -> processorsOf(node))
                        .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1026", "System Memory", "1.0.1", MEMORY, "DSP1052"));
    }
}
