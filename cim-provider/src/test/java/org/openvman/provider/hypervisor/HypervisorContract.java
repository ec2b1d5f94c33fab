package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * What the layers above rely on, whatever the hypervisor. A backend's test extends this class and says how to open the
 * backend and what that kind of host cannot do; everything else must pass as it is.
 *
 * <p>The tests of each facet are a class of their own: {@link ReadingContract}, {@link DefiningContract} and so on.
 *
 * <p>The contract makes its own systems and volumes, with names that start with {@code contract-}, and removes them.
 */
public abstract class HypervisorContract {
    protected static final long MEBIBYTE = 1024 * 1024;
    static final String PREFIX = "contract-";

    private final RandomGenerator random = new Random(System.nanoTime());
    private final List<SystemId> defined = new ArrayList<>();
    private final List<VolumeId> created = new ArrayList<>();
    private final Queue<HypervisorEvent> events = new ConcurrentLinkedQueue<>();
    private Hypervisor hypervisor;

    /** Opens the backend; the contract closes it after each test. */
    protected abstract Hypervisor open();

    /** A network that exists. */
    protected String network() {
        return "default";
    }

    /** A storage pool that exists and is active. */
    protected abstract String storagePool();

    /** The format in which the pool keeps volumes that grow. */
    protected VolumeFormat volumeFormat() {
        return VolumeFormat.QCOW2;
    }

    /** A disk from which a guest boots that obeys shutdown and device changes; without one, such tests are skipped. */
    protected Optional<VolumeId> bootVolume() {
        return Optional.empty();
    }

    /** Whether guests shut down when they are asked to, without anything in them. */
    protected boolean obeysWithoutGuest() {
        return false;
    }

    /** Whether disks and adapters can be added while the system runs. */
    protected boolean changesDevicesLive() {
        return true;
    }

    /** Whether media, size and limits of disks can change while the system runs. */
    protected boolean changesDisksLive() {
        return changesDevicesLive();
    }

    /** What adapters look like to guests. */
    protected String nicModel() {
        return "virtio";
    }

    /** How disks are attached. */
    protected Disk.Bus diskBus() {
        return Disk.Bus.VIRTIO;
    }

    /** Whether a system is saved without anything from its guest, so that it may be paused. */
    protected boolean savesWithoutGuest() {
        return true;
    }

    /** Whether the host tells what its processors do. */
    protected boolean measuresHost() {
        return true;
    }

    /** Whether processors can be removed while the system runs. */
    protected boolean removesProcessorsLive() {
        return true;
    }

    /** Whether what runs says where its consoles are. */
    protected boolean hasConsoles() {
        return true;
    }

    /** Whether the number of processors of a system that runs can change at all. */
    protected boolean addsProcessorsLive() {
        return true;
    }

    /** Whether new storage pools are folders of the file system that the existing one is on. */
    protected boolean poolsShareOneStore() {
        return false;
    }

    /** Whether systems have disks; containers have folders of the host instead. */
    protected boolean hasDisks() {
        return true;
    }

    /** Whether a system that exists can have another name. */
    protected boolean renames() {
        return true;
    }

    /** Whether volumes can be filled from here. */
    protected boolean uploads() {
        return true;
    }

    /** Whether the load of systems can be measured. */
    protected boolean measuresSystems() {
        return true;
    }

    /** Whether everything is measured of a system that runs, each disk too. */
    protected boolean measuresEverything() {
        return measuresSystems();
    }

    /** How long an event or a guest may take. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** Runs after a start, so that a guest can come up before it is asked for something. */
    protected void awaitGuest(SystemId id) {}

    protected final Hypervisor hypervisor() {
        return hypervisor;
    }

    @BeforeEach
    void openHypervisor() {
        hypervisor = open();
        hypervisor.onEvent(events::add);
    }

    @AfterEach
    void removeWhatTheTestMade() {
        try (Hypervisor closed = hypervisor) {
            removeSystems();
            // Newest first: a base is in use for as long as there are volumes made from it.
            Collections.reverse(created);
            closed.volumes().ifPresent(volumes -> created.forEach(volumes::delete));
        }
    }

    /** Removes what the test has defined so far. */
    void removeSystems() {
        for (SystemId id : defined) {
            if (hypervisor.system(id).isPresent()) {
                hypervisor.power(id, PowerAction.POWER_OFF);
                hypervisor.undefine(id);
            }
        }
    }

    /** Says that the test has defined a system by other means than {@link #define}. */
    void removeAfterwards(SystemId id) {
        defined.add(id);
    }

    void forgetEvents() {
        events.clear();
    }

    @Nested
    class Reading extends ReadingContract {
        Reading() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Defining extends DefiningContract {
        Defining() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Power extends PowerContract {
        Power() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Configuring extends DeviceContract {
        Configuring() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Storing extends VolumesContract {
        Storing() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Tuning extends TuningContract {
        Tuning() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Pooling extends StoragePoolsContract {
        Pooling() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Parting extends ComputePoolsContract {
        Parting() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Switching extends VirtualSwitchesContract {
        Switching() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Measuring extends MeasurementsContract {
        Measuring() {
            super(HypervisorContract.this);
        }
    }

    @Nested
    class Snapshotting extends SnapshotsContract {
        Snapshotting() {
            super(HypervisorContract.this);
        }
    }

    /** Small, off, one adapter: boots nothing, which is enough for most of what a hypervisor does. */
    protected SystemConfiguration configuration(String name) {
        return new SystemConfiguration(
                SystemSettings.named(PREFIX + name),
                Processor.of(1, 2),
                new Memory(64 * MEBIBYTE, 128 * MEBIBYTE),
                List.of(),
                List.of(nic()));
    }

    protected final SystemConfiguration bootable(String name) {
        SystemConfiguration plain = configuration(name).with(new Memory(160 * MEBIBYTE, 192 * MEBIBYTE));
        return bootVolume()
                .map(base -> {
                    VolumeId id = volumeId(name + "-boot");
                    long capacity = volumes().find(base).orElseThrow().capacityBytes();
                    Volume boot = volumes().createFrom(id, base, capacity);
                    return plain.with(new Disk(
                            "vda",
                            Disk.Type.DISK,
                            Disk.Bus.VIRTIO,
                            Optional.of(boot.id()),
                            boot.format(),
                            boot.capacityBytes(),
                            false));
                })
                .orElse(plain);
    }

    void assumeCan(PowerAction action) {
        assumeTrue(can(action), () -> "no " + action + " here");
    }

    boolean can(PowerAction action) {
        return hypervisor.inventory().host().powerActions().contains(action);
    }

    SystemId running(String name) {
        SystemId id = define(configuration(name));
        hypervisor.power(id, PowerAction.START);
        assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
        if (!savesWithoutGuest()) {
            awaitGuest(id);
        }
        events.clear();
        return id;
    }

    protected final SystemId define(SystemConfiguration configuration) {
        SystemId id = new SystemId(UUID.randomUUID());
        hypervisor.define(id, configuration);
        defined.add(id);
        return id;
    }

    protected final VirtualSystem system(SystemId id) {
        return hypervisor.system(id).orElseThrow(() -> new AssertionError("no system " + id));
    }

    Volumes volumes() {
        Optional<Volumes> volumes = hypervisor.volumes();
        assumeTrue(volumes.isPresent(), "no volumes here");
        return volumes.orElseThrow();
    }

    VolumeId volumeId(String name) {
        VolumeId id = new VolumeId(storagePool(), PREFIX + name + ".img");
        created.add(id);
        return id;
    }

    Volume volume(String name, long bytes) {
        return volume(name, bytes, volumeFormat());
    }

    Volume volume(String name, long bytes, VolumeFormat format) {
        return volumes().create(volumeId(name), format, bytes);
    }

    /** A disk on the usual bus; on Xen's, the name vdb becomes xvdb. */
    Disk disk(String target, VolumeId source, long bytes) {
        String id = diskBus() == Disk.Bus.XEN ? "x" + target : target;
        return new Disk(id, Disk.Type.DISK, diskBus(), Optional.of(source), volumeFormat(), bytes, false);
    }

    Nic nic() {
        return new Nic(mac(), Nic.Attachment.NETWORK, network(), nicModel());
    }

    MacAddress mac() {
        return MacAddress.random(random);
    }

    void assertSystemChanged(SystemId id) {
        await().atMost(patience())
                .untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.SystemChanged(id)));
    }

    static void assertRefused(Reason reason, String named, Runnable action) {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(action::run)
                .withMessageContaining(named)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
