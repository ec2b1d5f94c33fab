package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.PoolArithmeticContract;

/** The pools of libvirt's own test driver: each storage pool has what it has, and memory is promised beyond the host's. */
class LibvirtPoolArithmeticTest extends PoolArithmeticContract {
    private static final LibvirtUri URI = new LibvirtUri("test:///default");

    @BeforeAll
    static void needsLibvirt() {
        try {
            LibvirtLibrary.load();
        } catch (HypervisorException e) {
            System.out.println("LibvirtPoolArithmeticTest is skipped: " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @Override
    protected Hypervisor open() {
        return LibvirtHypervisor.open(URI.hostId(), URI, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    @Override
    protected String storagePool() {
        return "default-pool";
    }

    @Override
    protected boolean refusesTooMuchMemory() {
        return false;
    }

    @Override
    protected boolean sharesStorage() {
        return false;
    }
}
