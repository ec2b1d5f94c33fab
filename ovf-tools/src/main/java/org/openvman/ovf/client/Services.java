package org.openvman.ovf.client;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.service.DeploymentOptions;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/**
 * The services that an endpoint runs, and what can be done to them, through its standard interfaces. What takes long
 * yields a job; {@link JobWatch} follows it.
 */
public final class Services {
    private static final String NAMESPACE = "root/virt";
    private static final String APPLICATION = "OpenVMAN_ApplicationSystem";
    private static final String INSTALLATION = "OpenVMAN_SoftwareInstallationService";
    private static final String MANAGEMENT = "OpenVMAN_ServiceManagementService";
    private static final long PROCESSOR = 3;
    private static final long MEMORY = 4;

    private final EndpointClient client;
    private final ServiceReader reader;

    public Services(EndpointClient client) {
        this.client = client;
        this.reader = new ServiceReader(client);
    }

    /** All services, by name. */
    public List<ServiceState> all() {
        return applications().stream()
                .map(reader::read)
                .sorted(Comparator.comparing(ServiceState::name))
                .toList();
    }

    /** @throws EndpointException if there is no service of that name */
    public ServiceState find(String name) {
        return reader.read(applications().stream()
                .filter(application ->
                        application.string("Name").filter(name::equals).isPresent()
                                || application
                                        .string("ElementName")
                                        .filter(name::equals)
                                        .isPresent())
                .findFirst()
                .orElseThrow(() -> refused("no service " + name + " is deployed here")));
    }

    /**
     * Starts the deployment of a package.
     *
     * @param uri of the package; {@code package:NAME.ova} for an uploaded one
     */
    public Optional<CimPath> deploy(String uri, DeploymentOptions options) {
        List<CimArgument> arguments = new ArrayList<>(List.of(CimArgument.string("URI", uri)));
        List<String> values = options.toValues();
        if (!values.isEmpty()) {
            arguments.add(CimArgument.of("InstallOptions", CimType.UINT16, Collections.nCopies(values.size(), (long)
                    DeploymentOptions.VENDOR_SPECIFIC)));
            arguments.add(CimArgument.of("InstallOptionsValues", CimType.STRING, values));
        }
        return call(service(INSTALLATION), "InstallFromURI", arguments);
    }

    /** Starts giving every member of a tier other resources; what is empty stays. */
    public Optional<CimPath> adjust(ServiceState.Tier tier, OptionalInt cpus, Optional<ByteSize> memory) {
        List<CimInstance> settings = new ArrayList<>();
        cpus.ifPresent(count -> settings.add(CimInstance.of(
                "OpenVMAN_ProcessorAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, PROCESSOR),
                CimProperty.of("VirtualQuantity", CimType.UINT64, BigInteger.valueOf(count)))));
        memory.ifPresent(size -> settings.add(CimInstance.of(
                "OpenVMAN_MemoryAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, MEMORY),
                CimProperty.of("VirtualQuantity", CimType.UINT64, BigInteger.valueOf(size.bytes())),
                CimProperty.string("VirtualQuantityUnits", "byte"))));
        return call(
                service(MANAGEMENT),
                "AdjustTier",
                List.of(
                        CimArgument.reference("Tier", tier.path()),
                        CimArgument.of("ResourceSettings", CimType.EMBEDDED, settings)));
    }

    /** Starts removing a service with everything that was made for it. */
    public Optional<CimPath> undeploy(ServiceState service) {
        return call(service(MANAGEMENT), "UndeployService", List.of(CimArgument.reference("Service", service.path())));
    }

    private List<CimInstance> applications() {
        try (Stream<CimInstance> found = client.enumerate(NAMESPACE, APPLICATION)) {
            return found.toList();
        }
    }

    /** Every host has its own service of the class, and each can do it for all hosts. */
    private CimPath service(String className) {
        try (Stream<CimPath> found = client.enumerateNames(NAMESPACE, className)) {
            return found.findFirst().orElseThrow(() -> refused("this endpoint has no host to deploy services on"));
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
