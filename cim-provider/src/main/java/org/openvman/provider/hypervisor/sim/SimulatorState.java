package org.openvman.provider.hypervisor.sim;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * What exists on a simulated host. Kept in memory and, if a file is given, in that file too: every change is there
 * before it returns, so a simulator that is killed and started again finds its systems as they were.
 *
 * <p>Not safe for many threads; {@link SimulatedHypervisor} holds its lock around every call.
 */
final class SimulatorState implements AutoCloseable {
    private static final int COMPACTION_MILLIS = 200;

    private final Map<SystemId, SimulatedSystem> systems = new LinkedHashMap<>();
    private final Map<String, SystemId> names = new HashMap<>();
    private final Map<VolumeId, StoredVolume> volumes = new LinkedHashMap<>();
    /** How much each pool beside the default one has. */
    private final Map<String, Long> pools = new TreeMap<>();

    /** How much each child pool of processors or memory has, by kind and name. */
    private final Map<String, Long> computePools = new TreeMap<>();

    /** The switches that clients made, by name. */
    private final Map<String, VirtualSwitch.Settings> switches = new TreeMap<>();

    private final Map<SystemId, SnapshotHistory> snapshots = new HashMap<>();
    private final Optional<Kept> kept;

    /** The file: a key-value store with a log structure, in which the last complete commit counts. */
    private record Kept(
            MVStore file,
            MVMap<String, byte[]> systems,
            MVMap<String, byte[]> volumes,
            MVMap<String, Long> pools,
            MVMap<String, Long> computePools,
            MVMap<String, byte[]> switches,
            MVMap<String, byte[]> snapshots) {}

    private SimulatorState(Optional<Kept> kept) {
        this.kept = kept;
    }

    static SimulatorState inMemory() {
        return new SimulatorState(Optional.empty());
    }

    static SimulatorState inFile(Path path) {
        MVStore file = new MVStore.Builder()
                .fileName(path.toAbsolutePath().toString())
                .autoCommitDisabled()
                // Everything is in memory here already.
                .cacheSize(1)
                .open();
        Kept kept = new Kept(
                file,
                file.openMap("systems"),
                file.openMap("volumes"),
                file.openMap("pools"),
                file.openMap("compute-pools"),
                file.openMap("switches"),
                file.openMap("snapshots"));
        SimulatorState state = new SimulatorState(Optional.of(kept));
        state.pools.putAll(kept.pools());
        state.computePools.putAll(kept.computePools());
        kept.switches().forEach((name, bytes) -> state.switches.put(name, SwitchRecord.read(bytes)));
        kept.volumes().values().forEach(bytes -> {
            StoredVolume volume = VolumeRecord.read(bytes);
            state.volumes.put(volume.id(), volume);
        });
        kept.systems().values().forEach(bytes -> state.remember(SystemRecord.read(bytes)));
        kept.snapshots().forEach((id, bytes) -> state.snapshots.put(SystemId.parse(id), SnapshotRecord.read(bytes)));
        return state;
    }

    boolean isEmpty() {
        return systems.isEmpty() && volumes.isEmpty();
    }

    Collection<SimulatedSystem> systems() {
        return Collections.unmodifiableCollection(systems.values());
    }

    /** What runs. */
    List<SystemConfiguration> live() {
        return systems.values().stream()
                .filter(system -> system.state().isLive())
                .map(SimulatedSystem::current)
                .toList();
    }

    Optional<SimulatedSystem> system(SystemId id) {
        return Optional.ofNullable(systems.get(id));
    }

    Optional<SystemId> named(String name) {
        return Optional.ofNullable(names.get(name));
    }

    /** Refuses a name that another system has. */
    void requireFree(String name, SystemId id) {
        named(name).filter(other -> !other.equals(id)).ifPresent(other -> {
            throw new HypervisorException(
                    Reason.ALREADY_EXISTS, "there is a system \"" + name + "\" already, " + other);
        });
    }

    void put(SimulatedSystem system) {
        put(List.of(system), List.of());
    }

    SnapshotHistory snapshots(SystemId id) {
        return snapshots.getOrDefault(id, SnapshotHistory.NONE);
    }

    /** A system together with its snapshots. */
    void put(SimulatedSystem system, SnapshotHistory history) {
        kept.ifPresent(k -> k.snapshots().put(system.id().toString(), SnapshotRecord.write(history)));
        snapshots.put(system.id(), history);
        put(system);
    }

    /** All or, after a crash, none. */
    void put(Collection<SimulatedSystem> changedSystems, Collection<StoredVolume> changedVolumes) {
        kept.ifPresent(k -> {
            changedSystems.forEach(system -> k.systems().put(system.id().toString(), SystemRecord.write(system)));
            changedVolumes.forEach(volume -> k.volumes().put(volume.id().toString(), VolumeRecord.write(volume)));
            k.file().commit();
        });
        changedSystems.forEach(this::remember);
        changedVolumes.forEach(volume -> volumes.put(volume.id(), volume));
    }

    void remove(SystemId id) {
        kept.ifPresent(k -> {
            k.systems().remove(id.toString());
            k.snapshots().remove(id.toString());
            k.file().commit();
        });
        snapshots.remove(id);
        SimulatedSystem gone = systems.remove(id);
        if (gone != null) {
            names.remove(gone.name());
        }
    }

    Collection<StoredVolume> volumes() {
        return Collections.unmodifiableCollection(volumes.values());
    }

    Optional<StoredVolume> volume(VolumeId id) {
        return Optional.ofNullable(volumes.get(id));
    }

    void put(StoredVolume volume) {
        put(List.of(), List.of(volume));
    }

    void remove(VolumeId id) {
        kept.ifPresent(k -> {
            k.volumes().remove(id.toString());
            k.file().commit();
        });
        volumes.remove(id);
    }

    /** The bytes of each pool beside the default one. */
    Map<String, Long> pools() {
        return Collections.unmodifiableMap(pools);
    }

    void putPool(String name, long bytes) {
        kept.ifPresent(k -> {
            k.pools().put(name, bytes);
            k.file().commit();
        });
        pools.put(name, bytes);
    }

    void removePool(String name) {
        kept.ifPresent(k -> {
            k.pools().remove(name);
            k.file().commit();
        });
        pools.remove(name);
    }

    /** How processors and memory are divided. */
    ComputeShares shares(Host host) {
        return new ComputeShares(host, computePools(ResourceKind.PROCESSOR), computePools(ResourceKind.MEMORY));
    }

    private Map<String, Long> computePools(ResourceKind kind) {
        String prefix = kind + "/";
        return computePools.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    void putComputePool(ResourceKind kind, String name, long capacity) {
        kept.ifPresent(k -> {
            k.computePools().put(kind + "/" + name, capacity);
            k.file().commit();
        });
        computePools.put(kind + "/" + name, capacity);
    }

    void removeComputePool(ResourceKind kind, String name) {
        kept.ifPresent(k -> {
            k.computePools().remove(kind + "/" + name);
            k.file().commit();
        });
        computePools.remove(kind + "/" + name);
    }

    /** The switches that clients made. */
    Map<String, VirtualSwitch.Settings> switches() {
        return Collections.unmodifiableMap(switches);
    }

    void putSwitch(VirtualSwitch.Settings settings) {
        kept.ifPresent(k -> {
            k.switches().put(settings.name(), SwitchRecord.write(settings));
            k.file().commit();
        });
        switches.put(settings.name(), settings);
    }

    void removeSwitch(String name) {
        kept.ifPresent(k -> {
            k.switches().remove(name);
            k.file().commit();
        });
        switches.remove(name);
    }

    @Override
    public void close() {
        kept.ifPresent(k -> k.file().close(COMPACTION_MILLIS));
    }

    private void remember(SimulatedSystem system) {
        SimulatedSystem before = systems.put(system.id(), system);
        if (before != null) {
            names.remove(before.name());
        }
        names.put(system.name(), system.id());
    }
}
