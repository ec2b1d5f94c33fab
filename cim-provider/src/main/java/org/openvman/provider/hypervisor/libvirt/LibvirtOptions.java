package org.openvman.provider.hypervisor.libvirt;

import java.time.Duration;
import java.util.Optional;

/**
 * How a host is used.
 *
 * @param allowKvm whether systems are defined with hardware virtualization where the host offers it; a host that offers
 *     it may still be unable to boot a guest, so that software emulation is the default
 * @param consoleLogFolder a folder of the host where each system's serial console is logged; the hypervisor must be able
 *     to write there
 * @param lookAgain how often everything is read again to find what libvirt has no event for
 */
public record LibvirtOptions(boolean allowKvm, Optional<String> consoleLogFolder, Duration lookAgain) {
    /** Software emulation, no console logs, everything read again once a minute. */
    public static final LibvirtOptions DEFAULTS = new LibvirtOptions(false, Optional.empty(), Duration.ofMinutes(1));

    public LibvirtOptions withAllowKvm(boolean changed) {
        return new LibvirtOptions(changed, consoleLogFolder, lookAgain);
    }

    public LibvirtOptions withConsoleLogFolder(String changed) {
        return new LibvirtOptions(allowKvm, Optional.of(changed), lookAgain);
    }

    public LibvirtOptions withLookAgain(Duration changed) {
        return new LibvirtOptions(allowKvm, consoleLogFolder, changed);
    }
}
