package org.openvman.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the provider needs to know to start.
 *
 * @param state the directory of everything that the endpoint keeps, with uploaded packages in {@code packages}
 * @param hypervisors the URI of each host: {@code simulator:} or any libvirt URI
 * @param allowKvm whether systems are defined for hardware virtualization; without it for software emulation
 * @param version the version of this server, as it tells clients
 * @param sampleInterval how often the load of each host is sampled
 */
public record ProviderSettings(
        Path state, List<String> hypervisors, boolean allowKvm, String version, Duration sampleInterval) {
    public ProviderSettings {
        hypervisors = List.copyOf(hypervisors);
    }

    /** Where the child pools of processors and memory of libvirt hosts are written down. */
    Path partitions() {
        return state.resolve("partitions");
    }

    Path simulators() {
        return state.resolve("simulators");
    }
}
