package org.openvman.provider.hypervisor.libvirt;

import org.junit.jupiter.api.BeforeAll;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.PoolArithmeticContract;

/** The pools of libvirt's own test driver: each storage pool has what it has, and memory is promised beyond the host's. */
class LibvirtPoolArithmeticTest extends PoolArithmeticContract {
    @BeforeAll
    static void needsLibvirt() {
        TestDriverSetting.needsLibvirt(LibvirtPoolArithmeticTest.class);
    }

    @Override
    protected Hypervisor open() {
        return TestDriverSetting.open();
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
