package org.openvman.provider.hypervisor.sim;

import java.time.Instant;
import java.util.Optional;
import org.openvman.provider.hypervisor.Snapshot;

/**
 * A snapshot as a simulated host keeps it: the whole system, which is all that there is of it.
 *
 * @param parent the name of the snapshot that the system came from
 */
record SimulatedSnapshot(String name, String notes, Optional<String> parent, Instant created, SimulatedSystem system) {

    Snapshot seen() {
        return new Snapshot(name, notes, parent, created, system.state(), system.current());
    }

    SimulatedSnapshot withParent(Optional<String> changed) {
        return new SimulatedSnapshot(name, notes, changed, created, system);
    }
}
