package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;
import org.openvman.provider.hypervisor.HypervisorException;

/** The contract on libvirt's own test driver, which needs the library and nothing else. */
class LibvirtTestDriverTest extends HypervisorContract {
    private static final LibvirtUri URI = new LibvirtUri("test:///default");

    @BeforeAll
    static void needsLibvirt() {
        try {
            LibvirtLibrary.load();
        } catch (HypervisorException e) {
            System.out.println("LibvirtTestDriverTest is skipped: " + e.getMessage());
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
    protected boolean obeysWithoutGuest() {
        return true;
    }

    // The driver has no virDomainAttachDevice and no virStorageVolUpload.
    @Override
    protected boolean changesDevicesLive() {
        return false;
    }

    @Override
    protected boolean uploads() {
        return false;
    }
}
