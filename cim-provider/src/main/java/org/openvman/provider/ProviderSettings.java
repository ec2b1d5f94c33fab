package org.openvman.provider;

import java.nio.file.Path;
import java.util.List;

/**
 * What the provider needs to know to start.
 *
 * @param state the directory of everything that the endpoint keeps; made if it is not there
 * @param packages the directory into which packages are uploaded
 * @param hypervisors the URI of each host: {@code simulator:} or any libvirt URI
 * @param allowKvm whether systems are defined for hardware virtualization; without it for software emulation
 */
public record ProviderSettings(Path state, Path packages, List<String> hypervisors, boolean allowKvm) {
    public ProviderSettings {
        hypervisors = List.copyOf(hypervisors);
    }

    Path simulators() {
        return state.resolve("simulators");
    }
}
