package org.openvman.provider.profile;

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

    private SimulatedProvider(SimulatedHypervisor hypervisor) {
        super(hypervisor);
        this.hypervisor = hypervisor;
    }

    public SimulatedHypervisor hypervisor() {
        return hypervisor;
    }
}
