package org.openvman.provider.hypervisor.sim;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostHardware;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.VolumeId;

/** The facts of a simulated host: it grows with the number of systems that it is to carry. */
final class SimulatedHost {
    static final String POOL = "default";
    static final String NETWORK = "default";
    static final String SYSTEM_TYPE = "OpenVMAN:Simulator";
    static final Subnet SUBNET =
            new Subnet("10.77.0.1", 24, Optional.of(new AddressRange("10.77.0.128", "10.77.0.254")));
    static final List<String> BRIDGES = List.of("br0");

    private static final long GIBIBYTE = 1L << 30;

    private SimulatedHost() {}

    static Host of(SimulatorUri uri) {
        int cores = Math.max(16, uri.systems() / 4);
        long memory = Math.max(64L, 4L * uri.systems()) * GIBIBYTE;
        return new Host(
                new HostId(uri.name()),
                uri.name(),
                "Simulator",
                "1.0",
                SYSTEM_TYPE,
                SimulatorUri.SCHEME + "?name=" + uri.name(),
                Host.Communication.OK,
                new Host.Cpu("x86_64", "Simulated", 2600, 2, (cores + 1) / 2, 2),
                32,
                memory,
                hardware((cores + 1) / 2, memory),
                EnumSet.allOf(PowerAction.class),
                EnumSet.of(ResourceKind.STORAGE, ResourceKind.NETWORK, ResourceKind.SCSI_CONTROLLER));
    }

    private static HostHardware hardware(int coresPerSocket, long memory) {
        return new HostHardware(
                List.of(node(0, coresPerSocket, memory), node(1, coresPerSocket, memory)),
                List.of(
                        new HostHardware.Port(
                                "eth0", new MacAddress("02:00:00:00:00:01"), true, OptionalLong.of(10_000_000_000L)),
                        new HostHardware.Port(
                                "eth1", new MacAddress("02:00:00:00:00:02"), false, OptionalLong.empty())),
                List.of(new HostHardware.Software("Simulator", "OpenVMAN", "1.0")));
    }

    private static HostHardware.NumaNode node(int number, int cores, long memory) {
        return new HostHardware.NumaNode(
                number, memory / 2, 2 * cores, Set.of(number), Map.of(number, 10, 1 - number, 21));
    }

    static long storageBytes(SimulatorUri uri) {
        return Math.max(2048L, 64L * uri.systems()) * GIBIBYTE;
    }

    /** Where the host has a volume of its pool. */
    static String path(HostId host, VolumeId volume) {
        String folder = volume.pool().equals(POOL) ? "" : volume.pool() + "/";
        return "/var/lib/openvman/" + host.value() + "/" + folder + volume.name();
    }
}
