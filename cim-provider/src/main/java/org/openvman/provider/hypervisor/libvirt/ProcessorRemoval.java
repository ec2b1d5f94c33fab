package org.openvman.provider.hypervisor.libvirt;

import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Processor;

/** Where processors may be taken from a system that runs. */
final class ProcessorRemoval {
    /** The type of domains that QEMU runs in software. */
    private static final String EMULATED = "qemu";

    private ProcessorRemoval() {}

    /**
     * Refuses what would end the system: QEMU 7.2 dies when a processor is removed under software emulation. With KVM it
     * does not.
     *
     * @param system how messages call it
     * @param domain its live XML
     */
    static void check(String system, XmlElement domain, Processor before, Processor after) {
        if (after.count() < before.count() && domain.attributeOr("type", "").equals(EMULATED)) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    system + " runs in software emulation, where QEMU can add processors but not remove them: it has "
                            + before.count() + "; to have " + after.count()
                            + ", change the recorded configuration and restart it, or run it with KVM");
        }
    }
}
