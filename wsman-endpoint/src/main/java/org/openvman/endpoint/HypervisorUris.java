package org.openvman.endpoint;

import java.nio.file.Path;
import java.time.Clock;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;

/** Opens the hypervisor that a URI names: {@code simulator:?systems=1000}, or a libvirt URI. */
final class HypervisorUris {
    private HypervisorUris() {}

    /** @param state where a simulator keeps what it simulates */
    static Hypervisor open(String uri, Path state, Clock clock) {
        if (uri.startsWith(SimulatorUri.SCHEME)) {
            SimulatorUri simulator = SimulatorUri.parse(uri);
            return new SimulatedHypervisor(
                    simulator,
                    new WallTime(clock, "simulator-" + simulator.name()),
                    state.resolve("simulator-" + simulator.name() + ".json"));
        }
        throw new ConfigException("no hypervisor speaks " + uri);
    }
}
