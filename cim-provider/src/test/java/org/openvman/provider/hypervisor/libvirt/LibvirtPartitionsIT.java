package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.ComputePools;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;

/** Child pools hold what runs in them, seen from the kernel's own books: two containers against one limit. */
class LibvirtPartitionsIT {
    private static final String POOL = "it-part";
    private static final long MEBIBYTE = 1L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUSY = "#!/bin/sh\nwhile :; do :; done\n";
    private static final String GREEDY =
            "#!/bin/sh\nsleep 1\nx=$(/bin/busybox head -c 125829120 /dev/zero | /bin/busybox tr '\\000' x)\n"
                    + "while :; do sleep 1; done\n";

    @TempDir
    Path roots;

    private final List<SystemId> systems = new ArrayList<>();
    private LibvirtUri uri;
    private Hypervisor host;
    private ComputePools pools;

    @BeforeEach
    void open() {
        uri = LxcSetting.uriOrSkip(LibvirtPartitionsIT.class);
        host = connect();
        pools = host.computePools().orElseThrow();
        assumeTrue(pools.obstacle().isEmpty(), () -> pools.obstacle().orElseThrow());
    }

    private Hypervisor connect() {
        return LibvirtHypervisor.open(
                uri.hostId(), uri, LibvirtOptions.DEFAULTS.withPartitionFolder(roots), Clock.systemUTC());
    }

    @AfterEach
    void remove() {
        if (host != null) {
            try (Hypervisor closed = host) {
                systems.forEach(id -> {
                    closed.power(id, PowerAction.POWER_OFF);
                    closed.undefine(id);
                });
                closed.inventory().pools().stream()
                        .filter(pool -> pool.name().equals(POOL))
                        .forEach(pool -> pools.delete(pool.kind(), POOL));
            }
        }
    }

    private void start(String name, String init) {
        SystemId id = new SystemId(UUID.randomUUID());
        Path root = roots.resolve(name);
        host.define(
                id,
                new SystemConfiguration(
                        SystemSettings.named("it-" + name),
                        Processor.of(1, 1).withPool(POOL),
                        new Memory(40 * MEBIBYTE, 40 * MEBIBYTE).withPool(POOL),
                        List.of(LxcSetting.root(root)),
                        List.of()));
        systems.add(id);
        try {
            Files.writeString(root.resolve("sbin/init"), init);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host.power(id, PowerAction.START);
    }

    private Path group(String controller) {
        return LocalDaemon.find(uri)
                .orElseThrow()
                .seen(Path.of("/sys/fs/cgroup", controller, "machine", POOL + ".partition"));
    }

    private static long read(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makePools() {
        pools.create(ResourceKind.PROCESSOR, POOL, 50);
        pools.create(ResourceKind.MEMORY, POOL, 100 * MEBIBYTE);
    }

    @Test
    void twoBusySystemsTogetherGetHalfAProcessor() throws IOException {
        makePools();
        start("one", BUSY);
        start("two", BUSY);
        Path used = group("cpuacct").resolve("cpuacct.usage");

        long from = System.nanoTime();
        long before = read(used);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> read(used) - before > Duration.ofSeconds(1).toNanos());
        double share = (double) (read(used) - before) / (System.nanoTime() - from);

        assertThat(share).isLessThan(0.6);
        assertThat(Files.readString(group("cpu").resolve("cpu.stat")))
                .as("that was the pool's doing, not a busy machine's")
                .doesNotContain("nr_throttled 0\n");
    }

    // The hypervisor takes no system that does not fit; here somebody else lifts the limits of two that do.
    @Test
    void twoGreedySystemsTogetherGetTheMemoryOfTheirPool() throws Exception {
        makePools();
        start("one", GREEDY);
        start("two", GREEDY);
        for (String name : List.of("it-one", "it-two")) {
            new ProcessBuilder("virsh", "--connect", uri.text(), "memtune", name, "--hard-limit", "-1")
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        await().atMost(PATIENCE).until(() -> read(group("memory").resolve("memory.failcnt")) > 0);

        assertThat(read(group("memory").resolve("memory.max_usage_in_bytes"))).isLessThanOrEqualTo(100 * MEBIBYTE);
    }

    // What the kernel forgets when the host restarts.
    @Test
    void aPoolIsThereAgainWhenItsGroupsAreGone() throws IOException {
        makePools();
        for (String controller : List.of("cpu", "cpuacct", "cpuset", "memory", "devices", "blkio", "freezer")) {
            Files.delete(group(controller));
        }

        try (Hypervisor again = connect()) {
            assertThat(again.inventory().pool(ResourceKind.PROCESSOR, POOL))
                    .hasValueSatisfying(pool -> assertThat(pool.capacity()).isEqualTo(50));
            assertThat(again.inventory().pool(ResourceKind.MEMORY, POOL))
                    .hasValueSatisfying(pool -> assertThat(pool.capacity()).isEqualTo(100 * MEBIBYTE));
        }
        assertThat(group("blkio")).isDirectory();
    }
}
