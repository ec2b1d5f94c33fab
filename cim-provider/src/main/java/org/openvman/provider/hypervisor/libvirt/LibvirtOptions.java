package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;

/**
 * How a host is used.
 *
 * @param allowKvm whether systems are defined with hardware virtualization where the host offers it; a host that offers
 *     it may still be unable to boot a guest, so that software emulation is the default
 * @param consoleLogFolder a folder of the host where each system's serial console is logged; the hypervisor must be able
 *     to write there
 */
public record LibvirtOptions(boolean allowKvm, Optional<String> consoleLogFolder) {
    /** Software emulation, no console logs. */
    public static final LibvirtOptions DEFAULTS = new LibvirtOptions(false, Optional.empty());

    public LibvirtOptions withAllowKvm(boolean changed) {
        return new LibvirtOptions(changed, consoleLogFolder);
    }

    public LibvirtOptions withConsoleLogFolder(String changed) {
        return new LibvirtOptions(allowKvm, Optional.of(changed));
    }
}
