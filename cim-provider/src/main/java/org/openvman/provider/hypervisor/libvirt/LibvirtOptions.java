package org.openvman.provider.hypervisor.libvirt;

import java.nio.file.Path;
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
 * @param partitionFolder a folder of the endpoint where the child pools of processors and memory that it made are kept, to
 *     be there again when the host restarts; without one they end with the host
 */
public record LibvirtOptions(
        boolean allowKvm, Optional<String> consoleLogFolder, Duration lookAgain, Optional<Path> partitionFolder) {
    /** Software emulation, no console logs, everything read again once a minute. */
    public static final LibvirtOptions DEFAULTS =
            new LibvirtOptions(false, Optional.empty(), Duration.ofMinutes(1), Optional.empty());

    public LibvirtOptions withAllowKvm(boolean changed) {
        return new LibvirtOptions(changed, consoleLogFolder, lookAgain, partitionFolder);
    }

    public LibvirtOptions withConsoleLogFolder(String changed) {
        return new LibvirtOptions(allowKvm, Optional.of(changed), lookAgain, partitionFolder);
    }

    public LibvirtOptions withLookAgain(Duration changed) {
        return new LibvirtOptions(allowKvm, consoleLogFolder, changed, partitionFolder);
    }

    public LibvirtOptions withPartitionFolder(Path changed) {
        return new LibvirtOptions(allowKvm, consoleLogFolder, lookAgain, Optional.of(changed));
    }
}
