package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user of a package may decide when it is deployed, as it travels in the parameter
 * {@code InstallOptionsValues} of {@code CIM_SoftwareInstallationService.InstallFromURI}.
 *
 * <p>Each value is one text: {@code service=NAME}, {@code host=ID}, {@code network:OF_MANIFEST=OF_HOST},
 * {@code property:KEY=VALUE} or, for one tier only, {@code property:TIER/KEY=VALUE}. The parameter
 * {@code InstallOptions} has {@link #VENDOR_SPECIFIC} beside each of them.
 *
 * @param service what the service is called; as in the manifest if empty
 * @param networks the host's network for each network of the manifest that shall not be found by its name
 * @param properties values for properties of the manifest, by key or by tier, slash and key
 * @param host where; anywhere if empty
 */
public record DeploymentOptions(
        Optional<String> service, Map<String, String> networks, Map<String, String> properties, Optional<String> host) {
    /** The code of InstallOptions under which our options go (its ValueMap leaves 32768 to 65535 to vendors). */
    public static final int VENDOR_SPECIFIC = 32768;

    /** Everything as the manifest says. */
    public static final DeploymentOptions NONE =
            new DeploymentOptions(Optional.empty(), Map.of(), Map.of(), Optional.empty());

    private static final String SERVICE = "service";
    private static final String HOST = "host";
    private static final String NETWORK = "network:";
    private static final String PROPERTY = "property:";

    public DeploymentOptions {
        networks = Map.copyOf(networks);
        properties = Map.copyOf(properties);
    }

    /** The texts that {@link #parse} reads. */
    public List<String> toValues() {
        List<String> values = new ArrayList<>();
        service.ifPresent(name -> values.add(SERVICE + "=" + name));
        host.ifPresent(id -> values.add(HOST + "=" + id));
        new TreeMap<>(networks).forEach((ours, theirs) -> values.add(NETWORK + ours + "=" + theirs));
        new TreeMap<>(properties).forEach((key, value) -> values.add(PROPERTY + key + "=" + value));
        return values;
    }

    /**
     * Reads the texts.
     *
     * @throws IllegalArgumentException naming the text that is no option, or that is there twice
     */
    public static DeploymentOptions parse(List<String> values) {
        Map<String, String> single = new LinkedHashMap<>();
        Map<String, String> networks = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            String name = value.substring(0, Math.max(0, equals));
            String previous;
            if (name.equals(SERVICE) || name.equals(HOST)) {
                previous = single.put(name, value.substring(equals + 1));
            } else if (name.length() > NETWORK.length() && name.startsWith(NETWORK)) {
                previous = networks.put(name.substring(NETWORK.length()), value.substring(equals + 1));
            } else if (name.length() > PROPERTY.length() && name.startsWith(PROPERTY)) {
                previous = properties.put(name.substring(PROPERTY.length()), value.substring(equals + 1));
            } else {
                throw new IllegalArgumentException("not an install option: \"" + value
                        + "\" (service=, host=, network:NAME= and property:KEY= are)");
            }
            if (previous != null) {
                throw new IllegalArgumentException("install option " + name + " is given twice");
            }
        }
        return new DeploymentOptions(
                Optional.ofNullable(single.get(SERVICE)), networks, properties, Optional.ofNullable(single.get(HOST)));
    }
}
