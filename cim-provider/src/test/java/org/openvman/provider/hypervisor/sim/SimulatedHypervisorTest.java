package org.openvman.provider.hypervisor.sim;

import java.time.Clock;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;

/** The simulator is a hypervisor like any other. */
class SimulatedHypervisorTest extends HypervisorContract {
    @Override
    protected Hypervisor open() {
        return new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?boot=0ms"), new WallTime(Clock.systemUTC(), "simulator"));
    }

    @Override
    protected String storagePool() {
        return SimulatedHost.POOL;
    }

    @Override
    protected boolean obeysWithoutGuest() {
        return true;
    }
}
