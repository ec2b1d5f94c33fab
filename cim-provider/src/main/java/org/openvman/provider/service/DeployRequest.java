package org.openvman.provider.service;

import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.HostId;

/**
 * What shall be deployed, and how.
 *
 * @param packageName the file name of the package among the uploaded ones
 * @param serviceName what the service is called here; the manifest's name if empty
 * @param networks the host's network for each network of the manifest; one of the same name, or {@code default}, if absent
 * @param properties values for properties that the manifest lets its user set, by key or, for one tier only, by
 *     {@code TIER/KEY}
 * @param host where; the first host if empty
 */
public record DeployRequest(
        String packageName,
        Optional<String> serviceName,
        Map<String, String> networks,
        Map<String, String> properties,
        Optional<HostId> host) {

    public DeployRequest {
        networks = Map.copyOf(networks);
        properties = Map.copyOf(properties);
    }

    /** A package as it is. */
    public static DeployRequest of(String packageName) {
        return new DeployRequest(packageName, Optional.empty(), Map.of(), Map.of(), Optional.empty());
    }

    public DeployRequest named(String name) {
        return new DeployRequest(packageName, Optional.of(name), networks, properties, host);
    }

    public DeployRequest withNetworks(Map<String, String> changed) {
        return new DeployRequest(packageName, serviceName, changed, properties, host);
    }

    public DeployRequest withProperties(Map<String, String> changed) {
        return new DeployRequest(packageName, serviceName, networks, changed, host);
    }

    public DeployRequest on(HostId wanted) {
        return new DeployRequest(packageName, serviceName, networks, properties, Optional.of(wanted));
    }
}
