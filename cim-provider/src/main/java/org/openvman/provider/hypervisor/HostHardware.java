package org.openvman.provider.hypervisor;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a host is made of beyond its number of processors and bytes, as far as its hypervisor tells.
 *
 * @param nodes the NUMA nodes; empty if the host does not tell
 * @param ports the physical network ports
 * @param software the hypervisor and what manages it
 */
public record HostHardware(List<NumaNode> nodes, List<Port> ports, List<Software> software) {
    public static final HostHardware UNKNOWN = new HostHardware(List.of(), List.of(), List.of());

    public HostHardware {
        nodes = List.copyOf(nodes);
        ports = List.copyOf(ports);
        software = List.copyOf(software);
    }

    /**
     * A NUMA node.
     *
     * @param sockets the processor packages that have threads in it
     * @param distances to each node by its number, 10 for the node itself; empty if the host does not tell
     */
    public record NumaNode(
            int number, long memoryBytes, int threads, Set<Integer> sockets, Map<Integer, Integer> distances) {
        public NumaNode {
            sockets = Set.copyOf(sockets);
            distances = Map.copyOf(distances);
        }
    }

    /**
     * A network port of the host.
     *
     * @param up whether it has a link
     * @param bitsPerSecond the speed of the link; empty if it is down or the host does not tell
     */
    public record Port(String name, MacAddress mac, boolean up, OptionalLong bitsPerSecond) {}

    /**
     * A piece of software.
     *
     * @param version numbers between dots
     */
    public record Software(String name, String vendor, String version) {}
}
