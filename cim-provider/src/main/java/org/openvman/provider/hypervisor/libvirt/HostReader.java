package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.virNodeInfo;
import org.libvirt.jna.virStoragePoolInfo;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostHardware;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;

/**
 * Reads the host and its pools.
 *
 * <p>What is reserved of processors, memory and networks is what live systems have: a system that is off takes none.
 */
final class HostReader {
    private final HostId id;
    private final LibvirtUri uri;
    private final boolean allowKvm;
    private final Partitions partitions;

    /** Capabilities are long to make and do not change while libvirt runs. */
    private volatile @Nullable Known known;

    private record Known(
            LibvirtConnection connection, Platform platform, String driver, String version, HostHardware hardware) {}

    HostReader(HostId id, LibvirtUri uri, boolean allowKvm, Partitions partitions) {
        this.id = id;
        this.partitions = partitions;
        this.uri = uri;
        this.allowKvm = allowKvm;
    }

    Platform platform(LibvirtConnection connection) {
        return known(connection).platform();
    }

    /**
     * Refuses where a system could not start by UEFI.
     *
     * @throws HypervisorException UNSUPPORTED saying what the host lacks
     */
    void requireUefi(LibvirtConnection connection, String system) {
        Platform platform = platform(connection);
        boolean offered = connection
                .domainCapabilities(platform)
                .map(XmlElement::parse)
                .flatMap(capabilities -> capabilities.child("os"))
                .filter(os -> os.children("enum")
                        .filter(kind -> kind.attributeOr("name", "").equals("firmware"))
                        .flatMap(kind -> kind.children("value"))
                        .anyMatch(value -> value.text().strip().equals("efi")))
                .isPresent();
        if (!offered) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "system \"" + system + "\": host " + connection.hostName() + " has no UEFI firmware for "
                            + platform.architecture() + " machines of type \"" + platform.machine()
                            + "\" (install OVMF there, package ovmf of Debian)");
        }
    }

    private Known known(LibvirtConnection connection) {
        Known now = known;
        if (now == null || now.connection() != connection) {
            XmlElement capabilities = XmlElement.parse(connection.capabilities());
            now = new Known(
                    connection,
                    Platform.choose(capabilities, allowKvm),
                    connection.driver(),
                    connection.version(),
                    HardwareReader.read(connection, capabilities));
            known = now;
        }
        return now;
    }

    Host host(LibvirtConnection connection) {
        Known facts = known(connection);
        Platform platform = facts.platform();
        virNodeInfo node = connection.nodeInfo();
        return new Host(
                id,
                connection.hostName(),
                facts.driver(),
                facts.version().isEmpty() ? "unknown" : facts.version(),
                platform.systemType(),
                uri.withoutCredentials(),
                Host.Communication.OK,
                new Host.Cpu(
                        platform.architecture(),
                        platform.cpuModel(),
                        node.mhz,
                        Math.max(1, node.nodes) * Math.max(1, node.sockets),
                        Math.max(1, node.cores),
                        Math.max(1, node.threads)),
                maximumProcessors(connection, platform),
                memoryBytes(connection, node),
                facts.hardware(),
                platform.powerActions(),
                platform.hotPlug());
    }

    int maximumProcessors(LibvirtConnection connection) {
        return maximumProcessors(connection, platform(connection));
    }

    /** What the machine allows, else what the driver says, else (containers) what the host has. */
    private static int maximumProcessors(LibvirtConnection connection, Platform platform) {
        if (platform.maximumProcessors() > 0) {
            return platform.maximumProcessors();
        }
        int told = connection.maximumProcessors(platform.domainType());
        return told > 0 ? told : Math.max(1, connection.nodeInfo().cpus);
    }

    long memoryBytes(LibvirtConnection connection) {
        return memoryBytes(connection, connection.nodeInfo());
    }

    /** The two sources differ where memory was added to a host that runs; the statistics follow, the facts lag. */
    private static long memoryBytes(LibvirtConnection connection, virNodeInfo node) {
        return 1024 * Math.max(node.memory.longValue(), connection.memoryStats().getOrDefault("total", 0L));
    }

    /** Refuses a system whose pools of processors or memory are not here. */
    void requirePools(LibvirtConnection connection, SystemConfiguration configuration) {
        ComputeShares shares = partitions.shares(host(connection));
        shares.requirePools(configuration.settings().name(), configuration.processor());
        shares.requirePools(configuration.settings().name(), configuration.memory());
    }

    List<ResourcePool> pools(LibvirtConnection connection, Host host, Collection<VirtualSystem> systems) {
        List<SystemConfiguration> live = systems.stream()
                .filter(system -> system.state().isLive())
                .flatMap(system -> system.active().stream())
                .toList();
        List<ResourcePool> pools = new ArrayList<>();
        pools.addAll(partitions.shares(host).pools(live));
        List<SharedStorage.Found> storage = storage(connection);
        storage.forEach(found -> pools.add(found.pool()));
        for (NetworkHandle network : connection.networks()) {
            try (network) {
                pools.add(new ResourcePool(
                        id,
                        ResourceKind.NETWORK,
                        network.name(),
                        false,
                        0,
                        sum(live, configuration -> adapters(configuration, network.name())),
                        subnet(XmlElement.parse(network.xml()))));
            } catch (HypervisorException e) {
                unlessGone(e);
            }
        }
        pools.addAll(ResourcePool.ofPeripherals(id, live));
        pools.add(ResourcePool.above(
                id, ResourceKind.STORAGE, partitions.storage().stores(storage)));
        pools.add(ResourcePool.above(id, ResourceKind.NETWORK, pools));
        return pools;
    }

    private List<SharedStorage.Found> storage(LibvirtConnection connection) {
        List<SharedStorage.Found> storage = new ArrayList<>();
        for (PoolHandle pool : connection.activePools()) {
            try (pool) {
                virStoragePoolInfo info = pool.info();
                String name = pool.name();
                storage.add(new SharedStorage.Found(
                        new ResourcePool(
                                id,
                                ResourceKind.STORAGE,
                                name,
                                false,
                                info.capacity,
                                info.allocation,
                                Optional.empty()),
                        info.available,
                        () -> connection.pool(name).map(HostReader::description)));
            } catch (HypervisorException e) {
                unlessGone(e);
            }
        }
        return storage;
    }

    private static XmlElement description(PoolHandle pool) {
        try (pool) {
            return XmlElement.parse(pool.xml());
        }
    }

    private static long sum(List<SystemConfiguration> live, ToLongFunction<SystemConfiguration> part) {
        return live.stream().mapToLong(part).sum();
    }

    private static long adapters(SystemConfiguration configuration, String network) {
        return configuration.nics().stream()
                .filter(nic -> nic.attachment() == Nic.Attachment.NETWORK
                        && nic.connection().equals(network))
                .count();
    }

    private static void unlessGone(HypervisorException e) {
        if (e.reason() != Reason.NOT_FOUND) {
            throw e;
        }
    }

    /** The first IPv4 subnet of a network. */
    static Optional<Subnet> subnet(XmlElement network) {
        return network.children("ip")
                .filter(ip -> ip.attributeOr("family", "ipv4").equals("ipv4"))
                .findFirst()
                .map(ip -> new Subnet(
                        ip.attributeOr("address", ""),
                        ip.attribute("prefix")
                                .map(Integer::parseInt)
                                .orElseGet(() -> prefixLength(ip.attributeOr("netmask", "255.255.255.0"))),
                        ip.child("dhcp", "range")
                                .map(range -> new AddressRange(
                                        range.attributeOr("start", ""), range.attributeOr("end", "")))));
    }

    private static int prefixLength(String netmask) {
        int bits = 0;
        for (String part : netmask.split("\\.", -1)) {
            bits += Integer.bitCount(Integer.parseInt(part));
        }
        return bits;
    }
}
