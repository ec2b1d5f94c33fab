package org.openvman.ovf.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** The virtual systems of an endpoint, as far as packages are made of them and they are made of packages. */
public final class Systems {
    private static final String NAMESPACE = "root/virt";
    private static final String SYSTEM = "OpenVMAN_ComputerSystem";
    private static final String SERVICE = "OpenVMAN_VirtualSystemManagementService";

    private final EndpointClient client;

    public Systems(EndpointClient client) {
        this.client = client;
    }

    /**
     * A virtual system.
     *
     * @param id its UUID
     */
    public record VirtualSystem(CimPath path, String id, String name) {
        static VirtualSystem of(CimInstance instance) {
            return new VirtualSystem(
                    instance.path().orElseThrow(() -> refused("a virtual system has no path")),
                    instance.string("Name").orElse(""),
                    instance.string("ElementName").orElse(""));
        }
    }

    /**
     * What an imported system is to be, where it is to differ from its package.
     *
     * @param newIdentity whether it gets a new UUID and new network addresses
     * @param connections what adapters are connected to, by the networks of the package
     */
    public record ImportOptions(
            Optional<String> name,
            boolean newIdentity,
            Optional<String> pool,
            Map<String, String> connections,
            Optional<String> host) {
        public ImportOptions {
            connections = Map.copyOf(connections);
        }
    }

    /**
     * The system of a name or UUID.
     *
     * @throws EndpointException if there is none, or several systems have the name
     */
    public VirtualSystem find(String nameOrId) {
        List<VirtualSystem> found;
        try (Stream<CimInstance> all = client.enumerate(NAMESPACE, SYSTEM)) {
            found = all.map(VirtualSystem::of)
                    .filter(system ->
                            system.name().equals(nameOrId) || system.id().equalsIgnoreCase(nameOrId))
                    .toList();
        }
        if (found.isEmpty()) {
            throw refused("no virtual system " + nameOrId + " here");
        }
        if (found.size() > 1) {
            throw refused(found.size() + " systems are called " + nameOrId + "; name one by its UUID: "
                    + String.join(", ", found.stream().map(VirtualSystem::id).toList()));
        }
        return found.get(0);
    }

    /**
     * Starts writing a system into a package of the endpoint.
     *
     * @param uri of the package to be
     * @param imageFormat how disks are written; as they are kept if empty
     */
    public Optional<CimPath> export(VirtualSystem system, String uri, Optional<String> imageFormat) {
        CimPath service;
        try (Stream<CimPath> services =
                client.associatorNames(Traversal.of(system.path()).to(SERVICE))) {
            service = services.findFirst()
                    .orElseThrow(() -> refused("this endpoint has no service for the host of " + system.name()));
        }
        List<CimArgument> arguments = new ArrayList<>(
                List.of(CimArgument.reference("AffectedSystem", system.path()), CimArgument.string("URI", uri)));
        imageFormat.ifPresent(format -> arguments.add(CimArgument.string("ImageFormat", format)));
        return call(service, "ExportSystem", arguments);
    }

    /** Starts making a system of a package of the endpoint; {@link #madeBy} is it when the job has ended. */
    public Optional<CimPath> importFrom(String uri, ImportOptions options) {
        List<CimArgument> arguments = new ArrayList<>(List.of(CimArgument.string("URI", uri)));
        options.name().ifPresent(name -> arguments.add(CimArgument.string("ElementName", name)));
        if (options.newIdentity()) {
            arguments.add(CimArgument.of("NewIdentity", CimType.BOOLEAN, true));
        }
        options.pool().ifPresent(pool -> arguments.add(CimArgument.string("PoolID", "StoragePool/" + pool)));
        if (!options.connections().isEmpty()) {
            arguments.add(CimArgument.of(
                    "Connections",
                    CimType.STRING,
                    options.connections().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .sorted()
                            .toList()));
        }
        return call(service(options.host()), "ImportSystem", arguments);
    }

    /** The system that a job has made. */
    public VirtualSystem madeBy(CimPath job) {
        try (Stream<CimInstance> made = client.associators(
                Traversal.of(job).through("OpenVMAN_AffectedJobElement").to(SYSTEM))) {
            return made.findFirst()
                    .map(VirtualSystem::of)
                    .orElseThrow(() -> refused("the system was made, and is gone already"));
        }
    }

    private CimPath service(Optional<String> host) {
        try (Stream<CimPath> services = client.enumerateNames(NAMESPACE, SERVICE)) {
            return services.filter(service ->
                            host.isEmpty() || service.keyText("SystemName").equals(host))
                    .findFirst()
                    .orElseThrow(() -> refused(host.map(id -> "this endpoint has no host " + id)
                            .orElse("this endpoint has no host to import to")));
        }
    }

    private Optional<CimPath> call(CimPath target, String method, List<CimArgument> arguments) {
        Invocation answer = client.invoke(target, method, arguments);
        if (answer.returnCode() != 0 && answer.returnCode() != Invocation.JOB_STARTED) {
            throw refused(method + " was refused with return code " + answer.returnCode());
        }
        return answer.job();
    }

    private static EndpointException refused(String message) {
        return new EndpointException(Kind.REFUSED, message);
    }
}
