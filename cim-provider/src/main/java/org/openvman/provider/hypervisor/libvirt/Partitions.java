package org.openvman.provider.hypervisor.libvirt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;

/**
 * The partitions of a host: a domain names one in its XML ({@code <resource><partition>}), and the limits of its cgroups are
 * child pools of processors and memory. libvirt has no call for these limits, so that they can be seen and set only where the
 * endpoint runs on the host itself, as root.
 *
 * <p>A domain has one partition. Its processors and its memory come from the pools that the partition has; where it has only
 * one of the two, the other comes from the primordial pool.
 */
final class Partitions implements PoolLookup {
    private static final Set<String> DRIVERS = Set.of("qemu", "lxc");
    private static final String MACHINE = "/machine/";
    private static final Pattern LOCAL_SYSTEM = Pattern.compile(".*:///system(\\?.*)?");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    private final LibvirtUri uri;
    private final PartitionRecord recorded;
    private volatile @Nullable LocalDaemon daemon;

    Partitions(LibvirtUri uri, PartitionRecord recorded) {
        this.uri = uri;
        this.recorded = recorded;
    }

    /** Why there are no partitions; empty if there can be. */
    Optional<String> obstacle() {
        if (!DRIVERS.contains(uri.driver())) {
            return Optional.of("libvirt's driver \"" + uri.driver() + "\" knows no partitions");
        }
        if (!uri.isLocal() || !LOCAL_SYSTEM.matcher(uri.text()).matches()) {
            return Optional.of(
                    "pools of processors and memory are cgroups of the host, and libvirt has no call for them:"
                            + " the endpoint must run on the host and reach it by its local system socket");
        }
        Optional<LocalDaemon> found = daemon();
        if (found.isEmpty()) {
            return Optional.of("no process of libvirt's daemon is behind " + uri.withoutCredentials()
                    + " that the endpoint could see; it must run as root");
        }
        if (Files.exists(found.orElseThrow().seen(SYSTEMD))) {
            return Optional.of("systemd keeps the cgroups of this host; limit a slice with \"systemctl set-property"
                    + " machine-NAME.slice\" instead");
        }
        Cgroups cgroups = cgroups(found.orElseThrow());
        if (!cgroups.isVersion1()) {
            return Optional.of("the host has no cgroups of version 1 for processors and memory");
        }
        return cgroups.isWritable() ? Optional.empty() : Optional.of("only root may change the cgroups of this host");
    }

    /** How the folders of this host are found to be on one file system; the test driver has none. */
    SharedStorage storage() {
        return new SharedStorage(path -> uri.isLocal()
                ? Optional.of(daemon().map(found -> found.seen(path)).orElse(path))
                : Optional.empty());
    }

    private Optional<LocalDaemon> daemon() {
        LocalDaemon known = daemon;
        if (known != null && known.isAlive()) {
            return Optional.of(known);
        }
        Optional<LocalDaemon> found = LocalDaemon.find(uri);
        daemon = found.orElse(null);
        return found;
    }

    private static Cgroups cgroups(LocalDaemon daemon) {
        return new Cgroups(daemon.seen(CGROUPS));
    }

    private Optional<Cgroups> cgroups() {
        if (obstacle().isPresent()) {
            return Optional.empty();
        }
        Optional<Cgroups> found = daemon().map(Partitions::cgroups);
        // Cgroups end with the host's uptime; what was asked for stays.
        found.ifPresent(cgroups -> recorded.limits()
                .forEach((kind, limits) -> limits.forEach((name, capacity) -> {
                    if (cgroups.limit(kind, name).isEmpty()) {
                        cgroups.limit(kind, name, capacity);
                    }
                })));
        return found;
    }

    private Cgroups requireCgroups() {
        return cgroups()
                .orElseThrow(() -> new HypervisorException(
                        Reason.UNSUPPORTED, obstacle().orElse("the cgroups of the host went away")));
    }

    /** How processors and memory are divided now; not at all where there are no partitions. */
    ComputeShares shares(Host host) {
        return cgroups()
                .map(cgroups -> new ComputeShares(
                        host, cgroups.limits(ResourceKind.PROCESSOR), cgroups.limits(ResourceKind.MEMORY)))
                .orElseGet(() -> new ComputeShares(host, Map.of(), Map.of()));
    }

    boolean exists(String name) {
        return requireCgroups().exists(name);
    }

    void limit(ResourceKind kind, String name, long capacity) {
        requireCgroups().limit(kind, name, capacity);
        recorded.put(kind, name, capacity);
    }

    /** Removes a limit, and the partition with the last one. */
    void remove(ResourceKind kind, String name) {
        Cgroups cgroups = requireCgroups();
        recorded.remove(kind, name);
        cgroups.unlimit(kind, name);
        boolean other = cgroups.limit(kind == ResourceKind.MEMORY ? ResourceKind.PROCESSOR : ResourceKind.MEMORY, name)
                .isPresent();
        if (!other) {
            cgroups.remove(name);
        }
    }

    @Override
    public String pool(ResourceKind kind, String partition) {
        if (!partition.startsWith(MACHINE)) {
            return ResourcePool.PRIMORDIAL;
        }
        String name = partition.substring(MACHINE.length());
        return !name.contains("/")
                        && cgroups()
                                .filter(found -> found.limit(kind, name).isPresent())
                                .isPresent()
                ? name
                : ResourcePool.PRIMORDIAL;
    }

    /** The partition of domain XML for a pool; empty for the primordial one. */
    static Optional<String> partition(String pool) {
        return pool.equals(ResourcePool.PRIMORDIAL) ? Optional.empty() : Optional.of(MACHINE + pool);
    }

    /**
     * The one pool by whose name processors and memory go.
     *
     * @throws HypervisorException INVALID if they name two
     */
    static String common(SystemConfiguration configuration) {
        String processors = configuration.processor().pool();
        String memory = configuration.memory().pool();
        if (processors.equals(ResourcePool.PRIMORDIAL)) {
            return memory;
        }
        if (!memory.equals(ResourcePool.PRIMORDIAL) && !memory.equals(processors)) {
            throw new HypervisorException(
                    Reason.INVALID,
                    "system \"" + configuration.settings().name() + "\": processors from pool \"" + processors
                            + "\" and memory from pool \"" + memory
                            + "\"; libvirt has one partition for both, so that the pools must have one name");
        }
        return processors;
    }
}
