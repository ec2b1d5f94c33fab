package org.openvman.provider.profile;

import java.nio.file.Path;
import java.time.Clock;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;

/** A provider over a simulated host. */
public final class SimulatedProvider extends ProviderUnderTest {
    private final SimulatedHypervisor hypervisor;

    public SimulatedProvider(String uri) {
        this(new SimulatedHypervisor(SimulatorUri.parse(uri), new WallTime(Clock.systemUTC(), "simulated-time")));
    }

    /** @param state where packages are */
    public SimulatedProvider(String uri, Path state) {
        this(
                new SimulatedHypervisor(SimulatorUri.parse(uri), new WallTime(Clock.systemUTC(), "simulated-time")),
                state);
    }

    private SimulatedProvider(SimulatedHypervisor hypervisor) {
        this(hypervisor, Path.of("target"));
    }

    private SimulatedProvider(SimulatedHypervisor hypervisor, Path state) {
        super(hypervisor, state);
        this.hypervisor = hypervisor;
    }

    public SimulatedHypervisor hypervisor() {
        return hypervisor;
    }
}
