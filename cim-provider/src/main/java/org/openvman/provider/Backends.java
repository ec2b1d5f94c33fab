package org.openvman.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.libvirt.LibvirtHypervisor;
import org.openvman.provider.hypervisor.libvirt.LibvirtOptions;
import org.openvman.provider.hypervisor.libvirt.LibvirtUri;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;

/** Opens hypervisors by URI: which backend a host gets is decided here and nowhere else. */
final class Backends {
    private final ProviderSettings settings;
    private final Clock clock;

    Backends(ProviderSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * All hypervisors of the settings, in their order; none is left open if one cannot be opened.
     *
     * @throws org.openvman.provider.hypervisor.HypervisorException naming the host
     * @throws IllegalArgumentException for a URI that says nothing
     */
    List<Hypervisor> open() {
        // At the same time, since each host that is away takes seconds to be found so.
        List<CompletableFuture<Hypervisor>> opening = settings.hypervisors().stream()
                .map(uri ->
                        CompletableFuture.supplyAsync(() -> open(uri), task -> new Thread(task, "open-host").start()))
                .toList();
        try {
            return opening.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            opening.forEach(one -> one.thenAccept(Hypervisor::close));
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private Hypervisor open(String uri) {
        if (uri.startsWith(SimulatorUri.SCHEME)) {
            SimulatorUri simulator = SimulatorUri.parse(uri);
            return new SimulatedHypervisor(simulator, new WallTime(clock, "time-" + simulator.name()), file(simulator));
        }
        LibvirtUri libvirt = new LibvirtUri(uri);
        LibvirtOptions options = LibvirtOptions.DEFAULTS
                .withAllowKvm(settings.allowKvm())
                .withPartitionFolder(made(settings.partitions()));
        return LibvirtHypervisor.open(libvirt.hostId(), libvirt, options, clock);
    }

    /** A simulated host is as lasting as a real one: it is there again when the endpoint comes back. */
    private Path file(SimulatorUri simulator) {
        return made(settings.simulators()).resolve(simulator.name() + ".db");
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + folder, e);
        }
    }
}
