package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link Migration} promises, for two hosts of each backend that has it. */
public abstract class MigrationContract {
    private static final long MEBIBYTE = 1 << 20;
    private static final int DISK_MEBIBYTES = 24;
    private static final String PREFIX = "migrates-";

    private final List<SystemId> defined = new ArrayList<>();
    private final List<VolumeId> volumes = new ArrayList<>();
    private Hypervisor source;
    private Hypervisor destination;

    /** Opens the host that systems are on; the contract closes it. */
    protected abstract Hypervisor openSource();

    /** Opens the host that systems go to; the contract closes it. */
    protected abstract Hypervisor openDestination();

    /** A storage pool that both have. */
    protected abstract String storagePool();

    /** How systems move where a test says nothing else. */
    protected MigrationPlan plan() {
        return MigrationPlan.DEFAULTS;
    }

    private MigrationPlan withStorage() {
        return plan().withCopyStorage(true);
    }

    /** Whether systems move while they run. */
    protected boolean movesLive() {
        return true;
    }

    protected final Hypervisor source() {
        return source;
    }

    protected final Hypervisor destination() {
        return destination;
    }

    @BeforeEach
    void open() {
        source = openSource();
        destination = openDestination();
    }

    @AfterEach
    void removeWhatTheTestMade() {
        for (Hypervisor host : List.of(source, destination)) {
            try (host) {
                for (SystemId id : defined) {
                    if (host.system(id).isPresent()) {
                        host.power(id, PowerAction.POWER_OFF);
                        host.snapshots().ifPresent(snapshots -> destroyAll(host, snapshots, id));
                        host.undefine(id);
                    }
                }
                host.volumes().ifPresent(storage -> volumes.forEach(storage::delete));
            }
        }
    }

    private static void destroyAll(Hypervisor host, Snapshots snapshots, SystemId id) {
        host.system(id).orElseThrow().snapshots().all().forEach(snapshot -> snapshots.destroy(id, snapshot.name()));
    }

    // DSP1081: the identity of a system is the same before and after.
    @Test
    void aSystemThatIsOffIsDefinedThereAndNotHere() throws InterruptedException {
        SystemId id = define(plain("cold"));
        SystemConfiguration before = system(source, id).recorded();

        migrate(id, plan());

        assertThat(source.system(id)).isEmpty();
        VirtualSystem after = system(destination, id);
        assertThat(after.state()).isEqualTo(SystemState.DEFINED);
        assertThat(after.recorded()).isEqualTo(before);
        assertThat(after.host()).isEqualTo(destination.id());
    }

    @Test
    void theVolumesOfASystemThatIsOffMoveWithIt() throws InterruptedException {
        assumeTrue(movesLive(), "no content here");
        SystemId id = define(withDisk("stored"));
        SystemConfiguration before = system(source, id).recorded();

        migrate(id, withStorage());

        assertThat(system(destination, id).recorded()).isEqualTo(before);
        assertVolumesOnlyOn(destination, source);
    }

    @Test
    void aSystemThatRunsGoesOnThere() throws InterruptedException {
        assumeTrue(movesLive(), "no migration of what runs here");
        SystemId id = running(withDisk("live"));
        AtomicInteger last = new AtomicInteger();

        source.migration().orElseThrow().migrate(id, destination.migration().orElseThrow(), withStorage(), last::set);

        assertThat(last).hasValue(100);
        assertThat(source.system(id)).isEmpty();
        assertThat(system(destination, id).state()).isEqualTo(SystemState.ACTIVE);
        assertThat(system(destination, id).recorded().device("vda")).isPresent();
        assertVolumesOnlyOn(destination, source);
    }

    @Test
    void aPausedSystemStaysPausedAndComesBack() throws InterruptedException {
        assumeTrue(movesLive(), "no migration of what runs here");
        SystemId id = running(plain("paused"));
        source.power(id, PowerAction.PAUSE);

        migrate(id, plan().withLive(false));
        assertThat(system(destination, id).state()).isEqualTo(SystemState.PAUSED);

        destination.migration().orElseThrow().migrate(id, source.migration().orElseThrow(), plan(), percent -> {});
        assertThat(system(source, id).state()).isEqualTo(SystemState.PAUSED);
        assertThat(destination.system(id)).isEmpty();
    }

    @Test
    void aMigrationThatIsCalledOffLeavesNothingThere() {
        assumeTrue(movesLive(), "no migration of what runs here");
        SystemId id = running(withDisk("cancelled"));

        CompletableFuture<Exception> ended = new CompletableFuture<>();
        Thread job = startSlowly(id, ended);
        awaitArrival();
        job.interrupt();

        assertThat(ended).succeedsWithin(patience()).isInstanceOf(InterruptedException.class);
        assertStillHere(id);
    }

    @Test
    void whatCannotMoveIsRefusedByName() {
        SystemId id = define(plain("refused"));
        Migration here = source.migration().orElseThrow();
        Migration there = destination.migration().orElseThrow();

        assertRefused(Reason.INVALID, source.id().value(), () -> here.check(id, here, plan()));
        SystemId unknown = new SystemId(UUID.randomUUID());
        assertRefused(Reason.NOT_FOUND, unknown.toString(), () -> here.check(unknown, there, plan()));
        here.check(id, there, plan());
        SystemId taker = new SystemId(UUID.randomUUID());
        destination.define(taker, plain("refused"));
        defined.add(taker);
        assertRefused(Reason.ALREADY_EXISTS, PREFIX + "refused", () -> here.check(id, there, plan()));
    }

    @Test
    void aSystemWithSnapshotsIsRefused() {
        assumeTrue(source.snapshots().isPresent(), "no snapshots here");
        SystemId id = define(withEmptyDisk("rooted"));
        source.snapshots().orElseThrow().create(id, "anchor", "", Snapshot.Kind.DISK);

        assertRefused(
                Reason.INVALID_STATE,
                "snapshots",
                () -> source.migration()
                        .orElseThrow()
                        .check(id, destination.migration().orElseThrow(), withStorage()));
    }

    /** Moves a system so slowly that it does not arrive; the exception that ends it is the result. */
    protected final Thread startSlowly(SystemId id, CompletableFuture<Exception> ended) {
        return startSlowly(id, destination, ended);
    }

    /** The same, by another way to the destination. */
    protected final Thread startSlowly(SystemId id, Hypervisor to, CompletableFuture<Exception> ended) {
        return start(id, source, to, withStorage().withBandwidthMebibytes(1), ended);
    }

    /** Moves a system with its storage; the exception that ends it is the result. */
    protected final Thread start(SystemId id, Hypervisor from, Hypervisor to, CompletableFuture<Exception> ended) {
        return start(id, from, to, withStorage(), ended);
    }

    private static Thread start(
            SystemId id, Hypervisor from, Hypervisor to, MigrationPlan plan, CompletableFuture<Exception> ended) {
        Thread job = new Thread(() -> {
            try {
                from.migration().orElseThrow().migrate(id, to.migration().orElseThrow(), plan, percent -> {});
                ended.complete(new IllegalStateException("it arrived"));
            } catch (InterruptedException | RuntimeException e) {
                ended.complete(e);
            }
        });
        job.start();
        return job;
    }

    /** Waits until the other host has begun to take the system. */
    protected final void awaitArrival() {
        await().atMost(patience())
                .until(() ->
                        defined.stream().allMatch(id -> destination.system(id).isPresent()));
    }

    protected final void assertStillHere(SystemId id) {
        assertThat(system(source, id).state()).isEqualTo(SystemState.ACTIVE);
        await().atMost(patience())
                .untilAsserted(() -> assertThat(destination.system(id)).isEmpty());
        assertVolumesOnlyOn(source, destination);
    }

    protected final void assertOnlyThere(SystemId id) {
        assertThat(source.system(id)).isEmpty();
        assertThat(system(destination, id).recorded().disks()).isNotEmpty();
        assertVolumesOnlyOn(destination, source);
    }

    private void assertVolumesOnlyOn(Hypervisor here, Hypervisor there) {
        assertThat(volumes).isNotEmpty().allSatisfy(id -> {
            assertThat(here.volumes().orElseThrow().find(id)).isPresent();
            assertThat(there.volumes().orElseThrow().find(id)).isEmpty();
        });
    }

    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    private void migrate(SystemId id, MigrationPlan plan) throws InterruptedException {
        migrate(id, destination, plan);
    }

    private void migrate(SystemId id, Hypervisor to, MigrationPlan plan) throws InterruptedException {
        source.migration().orElseThrow().migrate(id, to.migration().orElseThrow(), plan, percent -> {});
    }

    protected final SystemId running(SystemConfiguration configuration) {
        SystemId id = define(configuration);
        source.power(id, PowerAction.START);
        return id;
    }

    protected final SystemId define(SystemConfiguration configuration) {
        SystemId id = new SystemId(UUID.randomUUID());
        source.define(id, configuration);
        defined.add(id);
        return id;
    }

    private static SystemConfiguration plain(String name) {
        return new SystemConfiguration(
                SystemSettings.named(PREFIX + name),
                Processor.of(1, 1),
                new Memory(32 * MEBIBYTE, 32 * MEBIBYTE),
                List.of(),
                List.of());
    }

    private SystemConfiguration withEmptyDisk(String name) {
        VolumeId id = volumeId(name + ".qcow2");
        return with(name, source.volumes().orElseThrow().create(id, VolumeFormat.QCOW2, MEBIBYTE));
    }

    /** A disk full of what cannot be compressed, so that it takes its time. */
    protected final SystemConfiguration withDisk(String name) {
        byte[] content = new byte[(int) (DISK_MEBIBYTES * MEBIBYTE)];
        new Random(1).nextBytes(content);
        try {
            return with(
                    name,
                    source.volumes()
                            .orElseThrow()
                            .upload(
                                    volumeId(name + ".img"),
                                    VolumeFormat.RAW,
                                    content.length,
                                    new ByteArrayInputStream(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SystemConfiguration with(String name, Volume volume) {
        return plain(name)
                .with(new Disk(
                        "vda",
                        Disk.Type.DISK,
                        Disk.Bus.VIRTIO,
                        Optional.of(volume.id()),
                        volume.format(),
                        volume.capacityBytes(),
                        false));
    }

    private VolumeId volumeId(String name) {
        VolumeId id = new VolumeId(storagePool(), PREFIX + name);
        volumes.add(id);
        return id;
    }

    private static VirtualSystem system(Hypervisor host, SystemId id) {
        return host.system(id).orElseThrow(() -> new AssertionError("no system " + id + " on " + host.id()));
    }

    private static void assertRefused(Reason reason, String named, Runnable action) {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(action::run)
                .withMessageContaining(named)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
