package org.openvman.provider.hypervisor;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a host and of all systems that run on it, taken together.
 *
 * @param taken when, by the clock of the endpoint
 */
public record HostSample(Instant taken, Figures host, Map<SystemId, SystemSample> systems) {
    public HostSample {
        systems = Map.copyOf(systems);
    }

    public Optional<SystemSample> system(SystemId id) {
        return Optional.ofNullable(systems.get(id));
    }
}
