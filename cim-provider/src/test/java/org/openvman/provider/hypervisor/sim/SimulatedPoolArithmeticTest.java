package org.openvman.provider.hypervisor.sim;

import java.time.Clock;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.PoolArithmeticContract;

/** The pools of a simulated host, which has no more than it has. */
class SimulatedPoolArithmeticTest extends PoolArithmeticContract {
    @Override
    protected Hypervisor open() {
        return new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?name=adds-up"), new WallTime(Clock.systemUTC(), "adds-up"));
    }

    @Override
    protected String storagePool() {
        return SimulatedHost.POOL;
    }

    @Override
    protected boolean refusesTooMuchMemory() {
        return true;
    }

    @Override
    protected boolean sharesStorage() {
        return true;
    }
}
