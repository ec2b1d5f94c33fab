package org.openvman.conformance.suite.vman;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Instance;

/** The first host of the target that can be managed, with its service and its pools (DSP1042, DSP1041). */
final class Virtualization {
    private final Registrations registrations;
    private @Nullable Instance host;
    private @Nullable Instance service;

    Virtualization(Registrations registrations) {
        this.registrations = registrations;
    }

    Instance host(Client client) {
        if (host == null) {
            Instance profile = registrations.require(client, "System Virtualization");
            host = registrations.conforming(client, profile).stream()
                    .findFirst()
                    .orElseThrow(() -> new CheckFailure("a host that conforms to System Virtualization", "none"));
        }
        return host;
    }

    Instance service(Client client) {
        if (service == null) {
            service = client.only(host(client), "CIM_HostedService", "CIM_VirtualSystemManagementService");
        }
        return service;
    }

    Instance capabilities(Client client) {
        return client.only(service(client), "CIM_ElementCapabilities", "CIM_VirtualSystemManagementCapabilities");
    }

    List<Instance> pools(Client client) {
        return client.associated(host(client), "CIM_HostedResourcePool", "CIM_ResourcePool");
    }

    /** A pool from which such a resource can be had. */
    Optional<Instance> pool(Client client, ResourceKind kind) {
        return pools(client).stream()
                .filter(pool ->
                        pool.number("ResourceType").filter(kind::isOfPool).isPresent())
                .findFirst();
    }

    /** The systems that the host has now. */
    List<String> systems(Client client) {
        List<String> identities = new ArrayList<>();
        client.associated(host(client), "CIM_HostedDependency", "CIM_ComputerSystem")
                .forEach(system -> identities.add(system.reference().identity()));
        return identities;
    }
}
