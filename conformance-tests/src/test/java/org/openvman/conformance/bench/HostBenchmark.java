package org.openvman.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.libvirt.LibvirtException;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.provider.hypervisor.libvirt.LibvirtHypervisor;
import org.openvman.provider.hypervisor.libvirt.LibvirtOptions;
import org.openvman.provider.hypervisor.libvirt.LibvirtUri;

/**
 * Measures a real libvirt host with many defined domains: reading all of it again beside virsh, what clients get, and how
 * soon a change made with virsh is visible through WS-Management. Defines its domains and removes them.
 *
 * <p>Arguments: the libvirt URI; {@code --quick}, {@code --check}.
 */
public final class HostBenchmark {
    private static final int DOMAINS = 1000;
    private static final int BATCH = 500;
    private static final int READS = 20;
    private static final int CHANGES = 20;

    private final Report report = new Report();
    private final String uri;
    private final Virsh virsh;
    private final Path directory;
    private final Duration time;

    private HostBenchmark(String uri, Path directory, Duration time) {
        this.uri = uri;
        this.virsh = new Virsh(uri, directory);
        this.directory = directory;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        String uri = given.stream()
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("which libvirt URI?"));
        HostBenchmark benchmark = new HostBenchmark(
                uri, Files.createTempDirectory("bench"), Duration.ofSeconds(given.contains("--quick") ? 3 : 10));
        try {
            benchmark.run();
        } finally {
            benchmark.clear();
        }
        System.exit(given.contains("--check") && benchmark.report.missed() ? 1 : 0);
    }

    private void run() throws Exception {
        try (AutoCloseable held = virsh.hold()) {
            virsh.define(DOMAINS);
            try {
                inventory();
                clients();
            } finally {
                virsh.undefine(DOMAINS);
            }
        }
    }

    /** Reading all again, when one domain has changed, beside virsh doing the same. */
    private void inventory() {
        LibvirtUri host = new LibvirtUri(uri);
        double ours;
        try (LibvirtHypervisor hypervisor =
                LibvirtHypervisor.open(host.hostId(), host, LibvirtOptions.DEFAULTS, Clock.systemUTC())) {
            ours = median(hypervisor::inventory);
        }
        double theirs = median(() -> virsh.run("domstats")) + median(() -> virsh.run("dumpxml", "bench-1"));
        report.fact("inventory of " + DOMAINS + " domains", ours, "ms");
        report.fact("virsh domstats and one dumpxml", theirs, "ms");
        report.atMost("ratio inventory/virsh", ours / theirs, "", 1.5);
    }

    private void clients() throws IOException, LibvirtException, InterruptedException {
        try (LiveEndpoint endpoint = LiveEndpoint.start(uri)) {
            Systems systems = new Systems(endpoint, time);
            Load get = new Load(endpoint.url(), endpoint.login(), systems.get().toXml());
            systems.warmUp(get);
            report.atLeast(
                    "Get, " + Systems.CLIENTS + " clients",
                    get.run(Systems.CLIENTS, time).perSecond(),
                    "req/s",
                    2500);
            int all = systems.client().enumerate("CIM_ComputerSystem").size();
            report.atMost(
                    "Enumerate of " + all + " systems by " + BATCH + ": p50",
                    systems.enumerations(all, BATCH).percentileMillis(50),
                    "ms",
                    100);
            report.atMost(
                    "a change is visible after, worst of " + CHANGES,
                    changes(systems).percentileMillis(100),
                    "ms",
                    200);
            Starts.Medians starts = new Starts(systems.client(), uri).measure();
            report.fact("DefineSystem until running", starts.ours(), "ms");
            report.fact("the same by libvirt directly", starts.direct(), "ms");
            report.atMost("our part of it", starts.ours() - starts.direct(), "ms", 50);
        }
    }

    /** From virsh's return until a Get finds the new domain. */
    private Latencies changes(Systems systems) {
        EndpointReference any =
                systems.client().enumerate("OpenVMAN_ComputerSystem").get(0).reference();
        long[] nanos = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            UUID id = Virsh.id(DOMAINS + 1 + i);
            String name = "bench-change-" + i;
            Envelope get = Envelope.to(any.replacing("Name", id.toString()), Names.GET);
            virsh.run("define", virsh.definition(name, id).toString());
            long defined = System.nanoTime();
            while (!systems.client().send(get).isSuccess()) {
                if (System.nanoTime() - defined > Duration.ofSeconds(10).toNanos()) {
                    throw new IllegalStateException(name + " is not visible after 10 s");
                }
            }
            nanos[i] = System.nanoTime() - defined;
            systems.client().connection().drain();
            virsh.run("undefine", name);
        }
        return new Latencies(nanos, Duration.ZERO);
    }

    private static double median(Runnable work) {
        long[] nanos = new long[READS];
        for (int i = -READS; i < READS; i++) {
            long begin = System.nanoTime();
            work.run();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        return new Latencies(nanos, Duration.ZERO).percentileMillis(50);
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
