package org.openvman.provider.profile.virtualization;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.OvfException;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.packages.PackageFolder;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.exchange.DescribedSystem;
import org.openvman.provider.profile.exchange.SystemReader;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;

/** ImportSystem of our management service: reads what a package describes, then goes on as an {@link ImportWork}. */
public final class SystemImport {
    private static final String STORAGE_POOL = "StoragePool/";

    private final Fleet fleet;
    private final VirtualSystemProfile systems;
    private final NewDevice newDevice;
    private final SystemReader reader;
    private final JobEngine jobs;
    private final PackageFolder packages;
    private final Supplier<UUID> uuids;

    public SystemImport(
            Fleet fleet,
            VirtualSystemProfile systems,
            NewDevice newDevice,
            SystemReader reader,
            JobEngine jobs,
            PackageFolder packages,
            Supplier<UUID> uuids) {
        this.fleet = fleet;
        this.systems = systems;
        this.newDevice = newDevice;
        this.reader = reader;
        this.jobs = jobs;
        this.packages = packages;
        this.uuids = uuids;
    }

    Outcome importSystem(HostInventory host, MethodCall call) {
        Path source = source(call);
        DescribedSystem described = described(source, connections(call));
        boolean anew = call.flag("NewIdentity").orElse(false) || described.id().isEmpty();
        SystemId id = anew ? new SystemId(uuids.get()) : described.id().orElseThrow();
        SystemConfiguration configuration = anew
                ? ReferenceConfiguration.withOwnAddresses(described.configuration(), newDevice)
                : described.configuration();
        configuration = configuration.withSettings(configuration
                .settings()
                .withName(
                        call.text("ElementName").orElse(configuration.settings().name()))
                .withType(host.host().systemType()));
        requireFree(id, configuration.settings().name(), host, call);
        Hypervisor hypervisor = fleet.hypervisor(host.host().id())
                .orElseThrow(() -> new CimException(
                        CimStatus.NOT_FOUND, "host " + host.host().id() + " is not managed any more"));
        ImportWork work = new ImportWork(
                source,
                id,
                described.with(configuration),
                host,
                hypervisor,
                pools(described, host, call),
                () -> call.pathOf(systems.system(), systemNow(id, call)));
        Job job = jobs.submit(
                call.context().principal().name(),
                "ImportSystem " + configuration.settings().name() + " from " + source.getFileName(),
                List.of(),
                work);
        return new Outcome.JobStarted(call.pathOf(systems.jobs().view(), job));
    }

    private static VirtualSystem systemNow(SystemId id, MethodCall call) {
        return call.inventory()
                .system(id)
                .orElseThrow(() -> new CimException(CimStatus.FAILED, "the system was imported, and is gone already"));
    }

    private Path source(MethodCall call) {
        String uri = call.text("URI").orElseThrow(() -> call.missing("URI"));
        try {
            String name = PackageFolder.name(uri);
            return packages.find(name)
                    .orElseThrow(() -> new CimException(CimStatus.NOT_FOUND, "there is no package \"" + name + "\""));
        } catch (IllegalArgumentException e) {
            throw call.invalid(String.valueOf(e.getMessage()));
        }
    }

    private DescribedSystem described(Path source, Map<String, String> connections) {
        try (OvfPackage opened = OvfPackage.open(source)) {
            return reader.read(opened.descriptor(), connections);
        } catch (IOException | OvfException e) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER, "package \"" + source.getFileName() + "\": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> connections(MethodCall call) {
        Map<String, String> connections = new HashMap<>();
        for (String text : call.texts("Connections")) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw call.invalid("Connections: \"" + text + "\" is not NETWORK=CONNECTION");
            }
            connections.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return connections;
    }

    private static void requireFree(SystemId id, String name, HostInventory host, MethodCall call) {
        Optional<VirtualSystem> same = call.inventory().system(id);
        if (same.isPresent()) {
            throw new CimException(
                    CimStatus.ALREADY_EXISTS,
                    same.get().name() + " on host " + same.get().host() + " has the UUID " + id
                            + " of the package; remove it, or import with a new identity");
        }
        if (host.systems().values().stream().anyMatch(system -> system.name().equals(name))) {
            throw new CimException(
                    CimStatus.ALREADY_EXISTS,
                    "host " + host.host().id() + " has a system \"" + name
                            + "\" already; give the new one another name");
        }
    }

    /** The pool that the client wants for all disks; else the pools of the package, as far as the host has them. */
    private static Map<String, String> pools(DescribedSystem described, HostInventory host, MethodCall call) {
        Optional<String> wanted = call.text("PoolID").filter(text -> !text.isEmpty());
        if (wanted.isPresent() && !wanted.get().startsWith(STORAGE_POOL)) {
            throw call.invalid("PoolID \"" + wanted.get() + "\" is no storage pool (" + STORAGE_POOL + "NAME)");
        }
        Map<String, String> pools = new HashMap<>(described.pools());
        pools.values().removeIf(pool -> host.pool(ResourceKind.STORAGE, pool).isEmpty());
        wanted.map(text -> text.substring(STORAGE_POOL.length()))
                .ifPresent(pool -> described.configuration().disks().forEach(disk -> pools.put(disk.id(), pool)));
        return pools;
    }
}
