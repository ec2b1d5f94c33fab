package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * What the layers above rely on, whatever the hypervisor. A backend's test extends this class and says how to open the
 * backend and what that kind of host cannot do; everything else must pass as it is.
 *
 * <p>The contract makes its own systems and volumes, with names that start with {@code contract-}, and removes them.
 */
public abstract class HypervisorContract {
    protected static final long MEBIBYTE = 1024 * 1024;
    private static final String PREFIX = "contract-";

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
            for (SystemId id : defined) {
                if (closed.system(id).isPresent()) {
                    closed.power(id, PowerAction.POWER_OFF);
                    closed.undefine(id);
                }
            }
            // Newest first: a base is in use for as long as there are volumes made from it.
            Collections.reverse(created);
            closed.volumes().ifPresent(volumes -> created.forEach(volumes::delete));
        }
    }

    @Nested
    class Reading {
        @Test
        void theHostHasAnIdentityProcessorsAndMemory() {
            Host host = hypervisor.inventory().host();

            assertThat(host.id()).isEqualTo(hypervisor.id());
            assertThat(host.name()).isNotBlank();
            assertThat(host.hypervisorVersion()).isNotBlank();
            assertThat(host.systemType()).matches("[!-~]+:[!-~]+");
            assertThat(host.cpu().threads()).isPositive();
            assertThat(host.maximumProcessors()).isPositive();
            assertThat(host.memoryBytes()).isGreaterThan(MEBIBYTE);
            assertThat(host.communication()).isEqualTo(Host.Communication.OK);
        }

        @Test
        void everyKindOfResourceHasAPool() {
            HostInventory inventory = hypervisor.inventory();

            assertThat(inventory.pool(ResourceKind.PROCESSOR, "0")).hasValueSatisfying(pool -> {
                assertThat(pool.primordial()).isTrue();
                assertThat(pool.capacity()).isEqualTo(inventory.host().cpu().threads());
            });
            assertThat(inventory.pool(ResourceKind.MEMORY, "0"))
                    .hasValueSatisfying(pool -> assertThat(pool.capacity())
                            .isEqualTo(inventory.host().memoryBytes()));
            assertThat(inventory.pool(ResourceKind.STORAGE, storagePool()))
                    .hasValueSatisfying(pool -> assertThat(pool.capacity()).isPositive());
            assertThat(inventory.pool(ResourceKind.NETWORK, network())).isPresent();
            assertThat(inventory.pools())
                    .allSatisfy(pool -> assertThat(pool.host()).isEqualTo(hypervisor.id()));
        }

        // DSP1041: what is reserved from a pool is what the systems that run have allocated from it.
        @Test
        void aPoolReservesWhatLiveSystemsUse() {
            SystemId id = define(configuration("reserving"));
            long before = reserved(ResourceKind.PROCESSOR);

            hypervisor.power(id, PowerAction.START);
            assertThat(reserved(ResourceKind.PROCESSOR)).isEqualTo(before + 1);

            hypervisor.power(id, PowerAction.POWER_OFF);
            assertThat(reserved(ResourceKind.PROCESSOR)).isEqualTo(before);
        }

        private long reserved(ResourceKind kind) {
            return hypervisor.inventory().pool(kind, "0").orElseThrow().reserved();
        }

        @Test
        void bulkAndSingleReadsAgree() {
            SystemId off = define(configuration("off"));
            SystemId on = define(configuration("on"));
            hypervisor.power(on, PowerAction.START);

            Map<SystemId, VirtualSystem> all = hypervisor.inventory().systems();

            assertThat(hypervisor.system(off)).contains(all.get(off));
            assertThat(hypervisor.system(on)).contains(all.get(on));
        }

        @Test
        void anUnknownSystemIsAbsent() {
            assertThat(hypervisor.system(new SystemId(UUID.randomUUID()))).isEmpty();
        }
    }

    @Nested
    class Defining {
        @Test
        void aDefinedSystemIsOffAndHasWhatWasAskedFor() {
            SystemConfiguration wanted = configuration("defined");

            SystemId id = define(wanted);

            VirtualSystem system = system(id);
            assertThat(system.id()).isEqualTo(id);
            assertThat(system.host()).isEqualTo(hypervisor.id());
            assertThat(system.state()).isEqualTo(SystemState.DEFINED);
            assertThat(system.active()).isEmpty();
            assertThat(system.recorded().processor()).isEqualTo(wanted.processor());
            assertThat(system.recorded().memory()).isEqualTo(wanted.memory());
            assertThat(system.recorded().nics()).isEqualTo(wanted.nics());
            assertThat(system.recorded().disks()).isEqualTo(wanted.disks());
            assertThat(system.recorded().settings().name())
                    .isEqualTo(wanted.settings().name());
            assertThat(system.recorded().settings().type())
                    .isEqualTo(hypervisor.inventory().host().systemType());
            assertSystemChanged(id);
        }

        @Test
        void textOfPeopleSurvives() {
            SystemConfiguration plain = configuration("text");
            SystemSettings settings = plain.settings()
                    .withTitle("R&D <\"São Paulo\"> 日本")
                    .withNotes(List.of("first line", "second & last"))
                    .withTags(List.of("service=sap <1>", "tier=db"))
                    .with(AutomaticActions.NONE
                            .withRecovery(AutomaticActions.RecoveryAction.RESTART)
                            .withReboot(AutomaticActions.GuestAction.RESTART)
                            .withStartup(AutomaticActions.StartupAction.ALWAYS));

            SystemId id = define(plain.withSettings(settings));

            SystemSettings seen = system(id).recorded().settings();
            assertThat(seen.title()).isEqualTo(settings.title());
            assertThat(seen.notes()).isEqualTo(settings.notes());
            assertThat(seen.tags()).isEqualTo(settings.tags());
            assertThat(seen.automatic()).isEqualTo(settings.automatic());
        }

        // What a hypervisor has no place for must not look as if it had been taken.
        @Test
        void automaticActionsAreKeptOrRefusedByName() {
            AutomaticActions none = AutomaticActions.NONE;
            keptOrRefused("delayed", none.withStartupDelay(Duration.ofSeconds(30)), "delay");
            keptOrRefused("third", none.withStartupSequence(3), "sequence");
            keptOrRefused("saved", none.withShutdown(AutomaticActions.ShutdownAction.SAVE_STATE), "saving");
            keptOrRefused("rebooted", none.withReboot(AutomaticActions.GuestAction.TURN_OFF), "reboot");
            keptOrRefused("restarted", none.withPowerOff(AutomaticActions.GuestAction.RESTART), "poweroff");
        }

        private void keptOrRefused(String name, AutomaticActions actions, String named) {
            SystemConfiguration plain = configuration(name);
            SystemConfiguration wanted = plain.withSettings(plain.settings().with(actions));
            try {
                SystemId id = define(wanted);
                assertThat(system(id).recorded().settings().automatic()).isEqualTo(actions);
            } catch (HypervisorException refusal) {
                assertThat(refusal).hasMessageContaining(named).hasMessageContaining(PREFIX + name);
                assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
            }
        }

        @Test
        void theBootOrderNamesDevicesOfTheSystem() {
            assumeTrue(hasDisks(), "no disks here");
            SystemConfiguration plain = configuration("ordered");
            String nic = plain.nics().get(0).id();
            Disk cd = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.RAW, 0, true);
            SystemId id = define(
                    plain.with(cd).withSettings(plain.settings().with(Boot.USUAL.withOrder(List.of(nic, "hdc")))));
            assertThat(bootOrder(id)).containsExactly(nic, "hdc");

            SystemSettings settings = system(id).recorded().settings();
            assertRefused(
                    Reason.NOT_FOUND,
                    "vdx",
                    () -> hypervisor.modifySettings(
                            id, settings.with(settings.boot().withOrder(List.of("vdx"))), Scope.RECORDED));
            assertThat(bootOrder(id)).containsExactly(nic, "hdc");

            hypervisor.modifySettings(
                    id, settings.with(settings.boot().withOrder(List.of("hdc", nic))), Scope.RECORDED);
            assertThat(bootOrder(id)).containsExactly("hdc", nic);

            hypervisor.removeDevice(id, nic, Scope.RECORDED);
            assertThat(bootOrder(id)).containsExactly("hdc");

            hypervisor.modifySettings(id, settings.with(settings.boot().withOrder(List.of())), Scope.RECORDED);
            assertThat(bootOrder(id)).isEmpty();
        }

        private List<String> bootOrder(SystemId id) {
            return system(id).recorded().settings().boot().order();
        }

        @Test
        void uefiIsTakenOrTheErrorSaysWhatTheHostLacks() {
            SystemConfiguration plain = configuration("uefi");
            SystemSettings settings = plain.settings().with(Boot.USUAL.withFirmware(Boot.Firmware.UEFI));
            SystemId id = new SystemId(UUID.randomUUID());
            try {
                hypervisor.define(id, plain.withSettings(settings));
            } catch (HypervisorException refusal) {
                assertThat(refusal).hasMessageContaining(PREFIX + "uefi").hasMessageContaining("UEFI");
                assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
                assertThat(hypervisor.system(id)).isEmpty();
                return;
            }
            defined.add(id);
            assertThat(firmware(id)).contains(Boot.Firmware.UEFI);
            hypervisor.power(id, PowerAction.START);
            hypervisor.power(id, PowerAction.POWER_OFF);

            SystemSettings seen = system(id).recorded().settings();
            hypervisor.modifySettings(id, seen.with(seen.boot().withFirmware(Boot.Firmware.BIOS)), Scope.RECORDED);
            assertThat(firmware(id)).contains(Boot.Firmware.BIOS);
        }

        private Optional<Boot.Firmware> firmware(SystemId id) {
            return system(id).recorded().settings().boot().firmware();
        }

        @Test
        void weightAndLimitOfProcessorsSurvive() {
            Processor processor = Processor.of(1, 2).withWeight(2048).withLimitPercent(50);

            SystemId id = define(configuration("weighted").with(processor));

            assertThat(system(id).recorded().processor()).isEqualTo(processor);
        }

        @Test
        void aNameInUseIsRefused() {
            define(configuration("taken"));

            assertRefused(
                    Reason.ALREADY_EXISTS,
                    PREFIX + "taken",
                    () -> hypervisor.define(new SystemId(UUID.randomUUID()), configuration("taken")));
        }

        // A definition must never change a system that exists, even if libvirt's own define would.
        @Test
        void anIdInUseIsRefusedAndTheSystemIsUnchanged() {
            SystemId id = define(configuration("first"));
            VirtualSystem before = system(id);

            assertRefused(Reason.ALREADY_EXISTS, id.toString(), () -> hypervisor.define(id, configuration("second")));
            assertRefused(
                    Reason.ALREADY_EXISTS,
                    "first",
                    () -> hypervisor.define(id, configuration("first").with(Processor.of(2, 2))));

            assertThat(system(id)).isEqualTo(before);
        }

        @Test
        void anUnknownNetworkIsNamed() {
            Nic nowhere = new Nic(mac(), Nic.Attachment.NETWORK, "no-such-network", "virtio");

            SystemId id = new SystemId(UUID.randomUUID());
            assertRefused(
                    Reason.NOT_FOUND,
                    "no-such-network",
                    () -> hypervisor.define(id, configuration("lost").with(nowhere)));

            assertThat(hypervisor.system(id)).isEmpty();
        }

        @Test
        void anUnknownVolumeIsNamed() {
            Disk nothing = disk("vdb", new VolumeId(storagePool(), "no-such-volume"), 0);

            SystemId id = new SystemId(UUID.randomUUID());
            assertRefused(
                    Reason.NOT_FOUND,
                    "no-such-volume",
                    () -> hypervisor.define(id, configuration("lost").with(nothing)));

            assertThat(hypervisor.system(id)).isEmpty();
        }

        @Test
        void moreMemoryThanTheHostHasIsRefused() {
            long tooMuch = hypervisor.inventory().host().memoryBytes() + 64 * 1024 * MEBIBYTE;

            assertRefused(
                    Reason.INSUFFICIENT_RESOURCES,
                    PREFIX + "huge",
                    () -> hypervisor.define(
                            new SystemId(UUID.randomUUID()),
                            configuration("huge").with(new Memory(tooMuch, tooMuch))));
        }

        @Test
        void moreProcessorsThanTheHostAllowsAreRefused() {
            int tooMany = hypervisor.inventory().host().maximumProcessors() + 1;

            assertRefused(
                    Reason.INSUFFICIENT_RESOURCES,
                    PREFIX + "wide",
                    () -> hypervisor.define(
                            new SystemId(UUID.randomUUID()),
                            configuration("wide").with(Processor.of(1, tooMany))));
        }

        @Test
        void anUndefinedSystemIsGoneAndItsNameIsFree() {
            SystemId id = define(configuration("gone"));
            events.clear();

            hypervisor.undefine(id);

            assertThat(hypervisor.system(id)).isEmpty();
            assertThat(hypervisor.inventory().systems()).doesNotContainKey(id);
            assertSystemChanged(id);
            assertThatCode(() -> define(configuration("gone"))).doesNotThrowAnyException();
        }

        @Test
        void aSystemThatRunsCannotBeUndefined() {
            SystemId id = define(configuration("busy"));
            hypervisor.power(id, PowerAction.START);

            assertRefused(Reason.INVALID_STATE, PREFIX + "busy", () -> hypervisor.undefine(id));

            assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
        }

        @Test
        void aSavedSystemIsUndefinedWithItsState() {
            assumeCan(PowerAction.SAVE);
            SystemId id = define(configuration("saved"));
            hypervisor.power(id, PowerAction.START);
            hypervisor.power(id, PowerAction.SAVE);

            hypervisor.undefine(id);

            assertThat(hypervisor.system(id)).isEmpty();
        }

        @Test
        void aSystemHasConsolesWhileItRuns() {
            assumeTrue(hasConsoles(), "no consoles here");
            SystemId id = running("seen");

            assertThat(system(id).consoles()).isNotEmpty().allSatisfy(console -> {
                assertThat(console.address()).isNotBlank();
                assertThat(console.port())
                        .satisfiesAnyOf(
                                port -> assertThat(port).isEmpty(),
                                port -> assertThat(port.getAsInt()).isPositive());
            });

            hypervisor.power(id, PowerAction.POWER_OFF);
            assertThat(system(id).consoles()).isEmpty();
        }

        @Test
        void whatIsUnknownIsNotFound() {
            SystemId unknown = new SystemId(UUID.randomUUID());

            assertRefused(Reason.NOT_FOUND, unknown.toString(), () -> hypervisor.undefine(unknown));
            assertRefused(Reason.NOT_FOUND, unknown.toString(), () -> hypervisor.power(unknown, PowerAction.START));
            assertRefused(
                    Reason.NOT_FOUND,
                    unknown.toString(),
                    () -> hypervisor.removeDevice(unknown, "vda", Scope.RECORDED));
            assertRefused(
                    Reason.NOT_FOUND,
                    unknown.toString(),
                    () -> hypervisor.modifySettings(unknown, SystemSettings.named("x"), Scope.RECORDED));
        }
    }

    /** The states and transitions of DSP1057, as each backend must show them. */
    @Nested
    class Power {
        @Test
        void startAndPowerOff() {
            SystemId id = define(configuration("cycle"));

            change(id, PowerAction.START, SystemState.ACTIVE);
            assertThat(system(id).active()).isPresent();

            change(id, PowerAction.POWER_OFF, SystemState.DEFINED);
            assertThat(system(id).active()).isEmpty();
        }

        @Test
        void pauseAndResume() {
            SystemId id = running("pausing");

            change(id, PowerAction.PAUSE, SystemState.PAUSED);
            assertThat(system(id).active()).isPresent();
            change(id, PowerAction.RESUME, SystemState.ACTIVE);
        }

        @Test
        void saveAndStartAgain() {
            assumeCan(PowerAction.SAVE);
            SystemId id = running("saving");

            change(id, PowerAction.SAVE, SystemState.SUSPENDED);
            assertThat(system(id).active()).isEmpty();
            change(id, PowerAction.START, SystemState.ACTIVE);
        }

        @Test
        void aPausedSystemCanBeSavedAndPoweredOff() {
            assumeCan(PowerAction.SAVE);
            SystemId saved = running("paused-saved");
            hypervisor.power(saved, PowerAction.PAUSE);
            change(saved, PowerAction.SAVE, SystemState.SUSPENDED);

            SystemId off = running("paused-off");
            hypervisor.power(off, PowerAction.PAUSE);
            change(off, PowerAction.POWER_OFF, SystemState.DEFINED);
        }

        @Test
        void poweringOffASavedSystemDropsItsState() {
            assumeCan(PowerAction.SAVE);
            SystemId id = running("dropped");
            hypervisor.power(id, PowerAction.SAVE);

            change(id, PowerAction.POWER_OFF, SystemState.DEFINED);
        }

        // What capabilities do not list is refused, and the system goes on.
        @Test
        void whatTheHostCannotDoIsRefusedByName() {
            Set<PowerAction> can = hypervisor.inventory().host().powerActions();
            SystemId id = running("unable");

            for (PowerAction action : EnumSet.complementOf(EnumSet.copyOf(can))) {
                assertRefused(Reason.UNSUPPORTED, PREFIX + "unable", () -> hypervisor.power(id, action));
                assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
            }
        }

        @Test
        void resetKeepsTheSystemActive() {
            assumeCan(PowerAction.RESET);
            SystemId id = running("resetting");

            hypervisor.power(id, PowerAction.RESET);

            assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
        }

        @Test
        void aGuestThatObeysShutsDown() {
            SystemId id = obedient("obeying");

            hypervisor.power(id, PowerAction.SHUT_DOWN);

            await().atMost(patience()).until(() -> system(id).state() == SystemState.DEFINED);
            assertSystemChanged(id);
        }

        @Test
        void aGuestThatObeysReboots() {
            SystemId id = obedient("rebooting");

            hypervisor.power(id, PowerAction.REBOOT);

            await().atMost(patience()).until(() -> system(id).state() == SystemState.ACTIVE);
        }

        private SystemId obedient(String name) {
            assumeTrue(obeysWithoutGuest() || bootVolume().isPresent(), "no guest here that obeys");
            SystemId id = define(bootable(name));
            hypervisor.power(id, PowerAction.START);
            awaitGuest(id);
            events.clear();
            return id;
        }

        @Test
        void nothingHappensInTheStateThatIsAskedFor() {
            SystemId id = define(configuration("same"));
            same(id, PowerAction.POWER_OFF, SystemState.DEFINED);
            same(id, PowerAction.SHUT_DOWN, SystemState.DEFINED);

            hypervisor.power(id, PowerAction.START);
            same(id, PowerAction.START, SystemState.ACTIVE);
            same(id, PowerAction.RESUME, SystemState.ACTIVE);

            hypervisor.power(id, PowerAction.PAUSE);
            same(id, PowerAction.PAUSE, SystemState.PAUSED);

            if (can(PowerAction.SAVE)) {
                hypervisor.power(id, PowerAction.SAVE);
                same(id, PowerAction.SAVE, SystemState.SUSPENDED);
            }
        }

        private void same(SystemId id, PowerAction action, SystemState state) {
            hypervisor.power(id, action);
            assertThat(system(id).state()).as("after %s", action).isEqualTo(state);
        }

        @Test
        void whatTheStateDoesNotAllowIsRefused() {
            SystemId id = define(configuration("stubborn"));
            refused(id, PowerAction.PAUSE, PowerAction.RESUME, PowerAction.SAVE, PowerAction.REBOOT, PowerAction.RESET);
            assertThat(system(id).state()).isEqualTo(SystemState.DEFINED);

            hypervisor.power(id, PowerAction.START);
            hypervisor.power(id, PowerAction.PAUSE);
            refused(id, PowerAction.START, PowerAction.REBOOT);
            assertThat(system(id).state()).isEqualTo(SystemState.PAUSED);

            if (can(PowerAction.SAVE)) {
                hypervisor.power(id, PowerAction.SAVE);
                refused(id, PowerAction.PAUSE, PowerAction.RESUME, PowerAction.REBOOT, PowerAction.RESET);
                assertThat(system(id).state()).isEqualTo(SystemState.SUSPENDED);
            }
        }

        private void refused(SystemId id, PowerAction... actions) {
            for (PowerAction action : actions) {
                assertRefused(Reason.INVALID_STATE, PREFIX + "stubborn", () -> hypervisor.power(id, action));
            }
        }

        private void change(SystemId id, PowerAction action, SystemState expected) {
            events.clear();
            hypervisor.power(id, action);
            assertThat(system(id).state()).as("after %s", action).isEqualTo(expected);
            assertThat(system(id).lastStateChange()).isPresent();
            assertSystemChanged(id);
        }
    }

    /** DSP1057: the recorded configuration and the active one are two. */
    @Nested
    class Configuring {
        @Test
        void recordedChangesOfASystemThatIsOff() {
            SystemId id = define(configuration("editing"));

            Processor more =
                    Processor.of(2, Math.min(4, hypervisor.inventory().host().maximumProcessors()));
            hypervisor.modifyDevice(id, more, Scope.RECORDED);
            hypervisor.modifyDevice(id, new Memory(96 * MEBIBYTE, 192 * MEBIBYTE), Scope.RECORDED);

            assertThat(system(id).recorded().processor()).isEqualTo(more);
            assertThat(system(id).recorded().memory()).isEqualTo(new Memory(96 * MEBIBYTE, 192 * MEBIBYTE));
            assertSystemChanged(id);
        }

        @Test
        void recordedChangesWaitForTheNextStart() {
            SystemId id = running("waiting");

            hypervisor.modifyDevice(id, Processor.of(2, 2), Scope.RECORDED);

            assertThat(system(id).recorded().processor().count()).isEqualTo(2);
            assertThat(system(id).active().orElseThrow().processor().count()).isEqualTo(1);

            hypervisor.power(id, PowerAction.POWER_OFF);
            hypervisor.power(id, PowerAction.START);
            assertThat(system(id).active().orElseThrow().processor().count()).isEqualTo(2);
        }

        // What has just been started waits for nothing; a difference is a change that waits for a restart.
        @Test
        void aChangeOfTheRecordIsPendingUntilTheNextStart() {
            SystemId id = running("pending");
            assertThat(system(id).restartPending()).isFalse();

            hypervisor.modifyDevice(id, new Memory(64 * MEBIBYTE, 256 * MEBIBYTE), Scope.RECORDED);
            assertThat(system(id).restartPending()).isTrue();

            hypervisor.power(id, PowerAction.POWER_OFF);
            assertThat(system(id).restartPending()).isFalse();
            hypervisor.power(id, PowerAction.START);
            assertThat(system(id).restartPending()).isFalse();
            assertThat(system(id).active().orElseThrow().memory().maximumBytes())
                    .isEqualTo(256 * MEBIBYTE);
        }

        @Test
        void bootAndAutomaticActionsWaitForTheNextStart() {
            SystemId id = running("booted");
            SystemSettings settings = system(id).recorded().settings();
            String nic = system(id).recorded().nics().get(0).id();
            SystemSettings changed = settings.with(settings.boot().withOrder(List.of(nic)))
                    .with(settings.automatic().withRecovery(AutomaticActions.RecoveryAction.RESTART));

            assertRefused(
                    Reason.UNSUPPORTED, PREFIX + "booted", () -> hypervisor.modifySettings(id, changed, Scope.ACTIVE));
            hypervisor.modifySettings(id, changed, Scope.RECORDED);
            assertThat(system(id).restartPending()).isTrue();
        }

        // What happens with the host has nothing to do with what runs.
        @Test
        void theAutomaticStartIsNeverPending() {
            SystemId id = running("automatic");
            SystemSettings settings = system(id).recorded().settings();

            hypervisor.modifySettings(
                    id,
                    settings.with(settings.automatic().withStartup(AutomaticActions.StartupAction.ALWAYS)),
                    Scope.RECORDED);

            assertThat(system(id).recorded().settings().automatic().startup())
                    .isEqualTo(AutomaticActions.StartupAction.ALWAYS);
            assertThat(system(id).restartPending()).isFalse();
        }

        @Test
        void activeProcessorsGrowWithoutTouchingTheRecord() {
            assumeTrue(addsProcessorsLive(), "the number of processors is fixed here while a system runs");
            SystemId id = running("growing");

            hypervisor.modifyDevice(id, Processor.of(2, 2), Scope.ACTIVE);

            assertThat(system(id).active().orElseThrow().processor().count()).isEqualTo(2);
            assertThat(system(id).recorded().processor().count()).isEqualTo(1);
            assertSystemChanged(id);
        }

        @Test
        void activeProcessorsShrinkOrTheBackendSaysThatTheyCannot() {
            SystemId id = define(configuration("shrinking").with(Processor.of(2, 2)));
            hypervisor.power(id, PowerAction.START);

            if (removesProcessorsLive()) {
                hypervisor.modifyDevice(id, Processor.of(1, 2), Scope.ACTIVE);
                assertThat(system(id).active().orElseThrow().processor().count())
                        .isEqualTo(1);
            } else {
                assertRefused(
                        Reason.UNSUPPORTED,
                        PREFIX + "shrinking",
                        () -> hypervisor.modifyDevice(id, Processor.of(1, 2), Scope.ACTIVE));
                assertThat(system(id).active().orElseThrow().processor().count())
                        .isEqualTo(2);
            }
        }

        @Test
        void theMaximumOfWhatRunsIsFixed() {
            SystemId id = running("bounded");

            assertRefused(
                    Reason.UNSUPPORTED,
                    PREFIX + "bounded",
                    () -> hypervisor.modifyDevice(id, Processor.of(4, 4), Scope.ACTIVE));
            assertRefused(
                    Reason.UNSUPPORTED,
                    PREFIX + "bounded",
                    () -> hypervisor.modifyDevice(id, new Memory(256 * MEBIBYTE, 256 * MEBIBYTE), Scope.ACTIVE));
        }

        @Test
        void activeMemoryFollowsTheBalloon() {
            assumeTrue(obeysWithoutGuest() || bootVolume().isPresent(), "no guest here that gives memory back");
            SystemId id = define(bootable("balloon"));
            hypervisor.power(id, PowerAction.START);
            awaitGuest(id);
            Memory before = system(id).recorded().memory();
            Memory smaller = before.withBytes(before.bytes() - 16 * MEBIBYTE);

            hypervisor.modifyDevice(id, smaller, Scope.ACTIVE);

            assertThat(system(id).active().orElseThrow().memory()).isEqualTo(smaller);
            assertThat(system(id).recorded().memory()).isEqualTo(before);
        }

        @Test
        void whatIsOffHasNoActiveConfigurationToChange() {
            SystemId id = define(configuration("off"));

            assertRefused(
                    Reason.INVALID_STATE,
                    PREFIX + "off",
                    () -> hypervisor.modifyDevice(id, Processor.of(2, 2), Scope.ACTIVE));
            assertRefused(Reason.INVALID_STATE, PREFIX + "off", () -> hypervisor.addDevice(id, nic(), Scope.ACTIVE));
            assertRefused(
                    Reason.INVALID_STATE,
                    PREFIX + "off",
                    () -> hypervisor.removeDevice(
                            id, system(id).recorded().nics().get(0).id(), Scope.ACTIVE));
        }

        @Test
        void adaptersComeAndGoInTheRecord() {
            SystemId id = define(configuration("adapters"));
            Nic added = nic();
            Nic first = system(id).recorded().nics().get(0);

            hypervisor.addDevice(id, added, Scope.RECORDED);
            assertThat(system(id).recorded().nics()).containsExactly(first, added);

            Nic changed = new Nic(added.mac(), added.attachment(), added.connection(), "e1000");
            hypervisor.modifyDevice(id, changed, Scope.RECORDED);
            assertThat(system(id).recorded().nics()).containsExactly(first, changed);

            hypervisor.removeDevice(id, added.id(), Scope.RECORDED);
            assertThat(system(id).recorded().nics()).containsExactly(first);
        }

        @Test
        void disksComeAndGoInTheRecord() {
            assumeTrue(hasDisks(), "no disks here");
            SystemId id = define(configuration("disks"));
            Volume volume = volume("data", 8 * MEBIBYTE);
            Disk added = disk("vdb", volume.id(), volume.capacityBytes());

            hypervisor.addDevice(id, added, Scope.RECORDED);
            assertThat(system(id).recorded().device("vdb")).contains(added);

            hypervisor.removeDevice(id, "vdb", Scope.RECORDED);
            assertThat(system(id).recorded().device("vdb")).isEmpty();
            assertThat(volumes().find(volume.id())).isPresent();
        }

        @Test
        void mediaAreChangedInTheRecord() {
            assumeTrue(hasDisks(), "no disks here");
            Volume medium = volume("medium", MEBIBYTE, VolumeFormat.RAW);
            Disk empty = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.ISO, 0, true);
            SystemId id = define(configuration("media").with(empty));
            assertThat(system(id).recorded().device("hdc")).contains(empty);

            Disk full = empty.withSource(Optional.of(medium.id())).withCapacityBytes(medium.capacityBytes());
            hypervisor.modifyDevice(id, full, Scope.RECORDED);
            assertThat(system(id).recorded().device("hdc")).contains(full);

            hypervisor.modifyDevice(id, empty, Scope.RECORDED);
            assertThat(system(id).recorded().device("hdc")).contains(empty);
        }

        @Test
        void devicesComeAndGoWhileTheSystemRuns() {
            assumeTrue(changesDevicesLive(), "no live device changes here");
            assumeTrue(obeysWithoutGuest() || bootVolume().isPresent(), "no guest here that lets devices go");
            SystemId id = define(bootable("hotplug"));
            hypervisor.power(id, PowerAction.START);
            awaitGuest(id);
            Volume volume = volume("hot", 8 * MEBIBYTE);
            Disk disk = disk("vdb", volume.id(), volume.capacityBytes());
            Nic nic = nic();

            hypervisor.addDevice(id, disk, Scope.ACTIVE);
            hypervisor.addDevice(id, nic, Scope.ACTIVE);
            assertThat(system(id).active().orElseThrow().device("vdb")).contains(disk);
            assertThat(system(id).active().orElseThrow().device(nic.id())).contains(nic);
            assertThat(system(id).recorded().device("vdb")).isEmpty();
            assertThat(system(id).recorded().device(nic.id())).isEmpty();

            hypervisor.removeDevice(id, "vdb", Scope.ACTIVE);
            hypervisor.removeDevice(id, nic.id(), Scope.ACTIVE);
            assertThat(system(id).active().orElseThrow().device("vdb")).isEmpty();
            assertThat(system(id).active().orElseThrow().device(nic.id())).isEmpty();
        }

        @Test
        void mediaAreChangedWhileTheSystemRuns() {
            assumeTrue(changesDevicesLive(), "no live device changes here");
            Volume medium = volume("hot-medium", MEBIBYTE, VolumeFormat.RAW);
            Disk empty = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.ISO, 0, true);
            SystemId id = define(configuration("hot-media").with(empty));
            hypervisor.power(id, PowerAction.START);

            Disk full = empty.withSource(Optional.of(medium.id())).withCapacityBytes(medium.capacityBytes());
            hypervisor.modifyDevice(id, full, Scope.ACTIVE);
            assertThat(system(id).active().orElseThrow().device("hdc")).contains(full);
            assertThat(system(id).recorded().device("hdc")).contains(empty);

            hypervisor.modifyDevice(id, empty, Scope.ACTIVE);
            assertThat(system(id).active().orElseThrow().device("hdc")).contains(empty);
        }

        @Test
        void aDiskGrowsWhileTheSystemRuns() {
            assumeTrue(changesDevicesLive(), "no live device changes here");
            Volume volume = volume("grows", 8 * MEBIBYTE);
            Disk disk = disk("vdb", volume.id(), volume.capacityBytes());
            SystemId id = define(configuration("grows").with(disk));
            hypervisor.power(id, PowerAction.START);

            hypervisor.modifyDevice(id, disk.withCapacityBytes(16 * MEBIBYTE), Scope.ACTIVE);

            assertThat(system(id).active().orElseThrow().device("vdb")).contains(disk.withCapacityBytes(16 * MEBIBYTE));
        }

        @Test
        void wrongDevicesAreRefusedByName() {
            SystemId id = define(configuration("wrong"));
            Nic there = system(id).recorded().nics().get(0);

            assertRefused(Reason.ALREADY_EXISTS, there.id(), () -> hypervisor.addDevice(id, there, Scope.RECORDED));
            assertRefused(Reason.NOT_FOUND, "vdz", () -> hypervisor.removeDevice(id, "vdz", Scope.RECORDED));
            assertRefused(
                    Reason.NOT_FOUND,
                    "vdz",
                    () -> hypervisor.modifyDevice(
                            id,
                            new Disk(
                                    "vdz",
                                    Disk.Type.DISK,
                                    Disk.Bus.VIRTIO,
                                    Optional.empty(),
                                    VolumeFormat.RAW,
                                    0,
                                    false),
                            Scope.RECORDED));
            assertRefused(Reason.UNSUPPORTED, Memory.ID, () -> hypervisor.removeDevice(id, Memory.ID, Scope.RECORDED));
            assertRefused(
                    Reason.NOT_FOUND,
                    "no-such-network",
                    () -> hypervisor.addDevice(
                            id, new Nic(mac(), Nic.Attachment.NETWORK, "no-such-network", "virtio"), Scope.RECORDED));
        }

        @Test
        void aSystemThatIsOffIsRenamedAndKeepsItsIdentityOrTheBackendSaysThatItCannot() {
            SystemId id = define(configuration("before"));
            if (!renames()) {
                SystemSettings renamed = system(id).recorded().settings().withName(PREFIX + "after");
                assertRefused(
                        Reason.UNSUPPORTED,
                        PREFIX + "before",
                        () -> hypervisor.modifySettings(id, renamed, Scope.RECORDED));
                assertThat(system(id).name()).isEqualTo(PREFIX + "before");
                return;
            }

            hypervisor.modifySettings(id, system(id).recorded().settings().withName(PREFIX + "after"), Scope.RECORDED);

            assertThat(system(id).name()).isEqualTo(PREFIX + "after");
            assertSystemChanged(id);
        }

        @Test
        void aNameInUseOrOfASystemThatRunsStays() {
            SystemId id = define(configuration("mine"));
            define(configuration("theirs"));
            SystemSettings settings = system(id).recorded().settings();

            assertRefused(
                    Reason.ALREADY_EXISTS,
                    PREFIX + "theirs",
                    () -> hypervisor.modifySettings(id, settings.withName(PREFIX + "theirs"), Scope.RECORDED));

            hypervisor.power(id, PowerAction.START);
            assertRefused(
                    Reason.INVALID_STATE,
                    PREFIX + "mine",
                    () -> hypervisor.modifySettings(id, settings.withName(PREFIX + "new"), Scope.RECORDED));
        }

        @Test
        void settingsAreChangedInEachScopeAlone() {
            SystemId id = running("titled");
            SystemSettings settings = system(id).recorded().settings();

            hypervisor.modifySettings(id, settings.withTitle("recorded"), Scope.RECORDED);
            hypervisor.modifySettings(id, settings.withTitle("active").withTags(List.of("tier=web")), Scope.ACTIVE);

            assertThat(system(id).recorded().settings().title()).isEqualTo("recorded");
            assertThat(system(id).recorded().settings().tags()).isEmpty();
            assertThat(system(id).active().orElseThrow().settings().title()).isEqualTo("active");
            assertThat(system(id).active().orElseThrow().settings().tags()).containsExactly("tier=web");
        }
    }

    @Nested
    class Storing {
        @Test
        void aVolumeIsCreatedFoundAndDeleted() {
            Volume volume = volume("made", 8 * MEBIBYTE);

            assertThat(volume.capacityBytes()).isEqualTo(8 * MEBIBYTE);
            assertThat(volume.format()).isEqualTo(volumeFormat());
            assertThat(volumes().find(volume.id())).hasValueSatisfying(found -> {
                assertThat(found.path()).isEqualTo(volume.path());
                assertThat(found.format()).isEqualTo(volumeFormat());
                assertThat(found.capacityBytes()).isEqualTo(8 * MEBIBYTE);
            });

            volumes().delete(volume.id());
            assertThat(volumes().find(volume.id())).isEmpty();
            assertThatCode(() -> volumes().delete(volume.id())).doesNotThrowAnyException();
        }

        @Test
        void aVolumeIsMadeFromAnother() {
            Volume base = volume("base", 8 * MEBIBYTE);
            VolumeId id = volumeId("copy");

            Volume copy = volumes().createFrom(id, base.id(), 16 * MEBIBYTE);

            assertThat(copy.capacityBytes()).isEqualTo(16 * MEBIBYTE);
            assertThat(volumes().find(id)).isPresent();
        }

        // A clone must not notice what happens to its original.
        @Test
        void aCopyOutlivesItsOriginal() {
            Volume original = volume("original", 8 * MEBIBYTE);
            VolumeId id = volumeId("copied");

            Volume copy = volumes().copy(id, original.id());
            volumes().delete(original.id());

            assertThat(copy.capacityBytes()).isEqualTo(8 * MEBIBYTE);
            assertThat(volumes().find(id)).contains(copy);
            assertRefused(
                    Reason.NOT_FOUND, original.id().name(), () -> volumes().copy(volumeId("late"), original.id()));
            assertRefused(Reason.ALREADY_EXISTS, id.name(), () -> volumes().copy(id, id));
        }

        @Test
        void namesInUseAreRefused() {
            Volume there = volume("there", 8 * MEBIBYTE);

            assertRefused(
                    Reason.ALREADY_EXISTS,
                    there.id().name(),
                    () -> volumes().create(there.id(), volumeFormat(), MEBIBYTE));
            assertRefused(
                    Reason.ALREADY_EXISTS,
                    there.id().name(),
                    () -> volumes().createFrom(there.id(), there.id(), 8 * MEBIBYTE));
            assertThat(volumes().find(there.id()).orElseThrow().capacityBytes()).isEqualTo(8 * MEBIBYTE);
        }

        @Test
        void unknownPoolsAndBasesAreNamed() {
            assertRefused(
                    Reason.NOT_FOUND,
                    "no-such-pool",
                    () -> volumes().create(new VolumeId("no-such-pool", "x"), volumeFormat(), MEBIBYTE));
            VolumeId copy = volumeId("orphan");
            assertRefused(
                    Reason.NOT_FOUND,
                    "no-such-base",
                    () -> volumes().createFrom(copy, new VolumeId(storagePool(), "no-such-base"), MEBIBYTE));
            assertThat(volumes().find(copy)).isEmpty();
        }

        @Test
        void contentIsUploaded() throws IOException {
            assumeTrue(uploads(), "no uploads here");
            byte[] content = new byte[(int) MEBIBYTE + 512];
            new Random(1).nextBytes(content);
            VolumeId id = volumeId("uploaded");

            Volume volume = volumes().upload(id, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));

            assertThat(volume.capacityBytes()).isEqualTo(content.length);
            assertThat(volume.format()).isEqualTo(VolumeFormat.RAW);
        }

        @Test
        void contentOfAnotherLengthLeavesNothing() {
            assumeTrue(uploads(), "no uploads here");
            VolumeId shorter = volumeId("short");
            VolumeId longer = volumeId("long");

            assertRefused(Reason.INVALID, shorter.name(), () -> uploadUnchecked(shorter, 4096, new byte[1000]));
            assertRefused(Reason.INVALID, longer.name(), () -> uploadUnchecked(longer, 1000, new byte[4096]));

            assertThat(volumes().find(shorter)).isEmpty();
            assertThat(volumes().find(longer)).isEmpty();
        }

        private void uploadUnchecked(VolumeId id, long bytes, byte[] content) {
            try {
                volumes().upload(id, VolumeFormat.RAW, bytes, new ByteArrayInputStream(content));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class Tuning {
        @Test
        void everythingThatIsRecordedSurvives() {
            assumeTrue(hasDisks(), "no disks here");
            Volume volume = volume("tuned", 8 * MEBIBYTE);
            Disk.Tuning tuning = Disk.Tuning.NONE
                    .withCache("none")
                    .withOperationsPerSecond(500)
                    .withBytesPerSecond(4 * MEBIBYTE);
            Nic nic = nic();
            SystemConfiguration wanted = configuration("tuned")
                    .with(Processor.of(1, 2).withPinning(ProcessorSet.parse("0")))
                    .with(new Memory(64 * MEBIBYTE, 64 * MEBIBYTE, true))
                    .with(disk("vda", volume.id(), volume.capacityBytes()).withTuning(tuning))
                    .with(nic.withVlan(42).withBandwidth(Bandwidth.UNLIMITED.withReceive(2 * MEBIBYTE)))
                    .with(new Peripheral(Peripheral.Kind.GRAPHICS, "vnc", 0, "", "127.0.0.1"));

            SystemConfiguration recorded = system(define(wanted)).recorded();

            assertThat(recorded.processor()).isEqualTo(wanted.processor());
            assertThat(recorded.memory()).isEqualTo(wanted.memory());
            assertThat(recorded.disks()).isEqualTo(wanted.disks());
            assertThat(recorded.nics()).isEqualTo(wanted.nics());
            assertThat(recorded.peripherals()).containsAll(wanted.peripherals());
        }

        @Test
        void everythingThatIsRecordedCanBeTakenBack() {
            assumeTrue(hasDisks(), "no disks here");
            Volume volume = volume("tuned", 8 * MEBIBYTE);
            Disk plain = disk("vda", volume.id(), volume.capacityBytes());
            SystemId id = define(configuration("plain").with(plain));
            SystemConfiguration before = system(id).recorded();
            Nic nic = before.nics().get(0);
            Peripheral display = new Peripheral(Peripheral.Kind.GRAPHICS, "vnc", 0, "", "127.0.0.1");
            List<Device> changed = List.of(
                    before.processor().withPinning(ProcessorSet.parse("0")).withLimitPercent(50),
                    before.memory().withHugePages(true),
                    plain.withTuning(Disk.Tuning.NONE.withCache("writeback").withOperationsPerSecond(100)),
                    nic.withVlan(7).withBandwidth(Bandwidth.UNLIMITED.withTransmit(MEBIBYTE)));
            List<Device> back = List.of(before.processor(), before.memory(), plain, nic);

            changed.forEach(device -> hypervisor.modifyDevice(id, device, Scope.RECORDED));
            hypervisor.addDevice(id, display, Scope.RECORDED);
            assertThat(system(id).recorded().devices().toList()).containsAll(changed);
            back.forEach(device -> hypervisor.modifyDevice(id, device, Scope.RECORDED));
            hypervisor.removeDevice(id, display.id(), Scope.RECORDED);
            assertThat(system(id).recorded().devices().toList())
                    .containsAll(back)
                    .doesNotContain(display);
        }

        @Test
        void limitsAndPinningChangeWhileTheSystemRuns() {
            assumeTrue(changesDevicesLive(), "no live device changes here");
            SystemId id = define(bootable("tuned"));
            hypervisor.power(id, PowerAction.START);
            SystemConfiguration active = system(id).active().orElseThrow();
            Processor pinned = active.processor().withPinning(ProcessorSet.parse("0"));

            hypervisor.modifyDevice(id, pinned, Scope.ACTIVE);
            assertThat(system(id).active().orElseThrow().processor()).isEqualTo(pinned);
            for (Disk disk : active.disks()) {
                Disk limited = disk.withTuning(
                        disk.tuning().withOperationsPerSecond(300).withBytesPerSecond(MEBIBYTE));
                hypervisor.modifyDevice(id, limited, Scope.ACTIVE);
                assertThat(system(id).active().orElseThrow().disks()).contains(limited);
                hypervisor.modifyDevice(id, disk, Scope.ACTIVE);
                assertThat(system(id).active().orElseThrow().disks()).contains(disk);
            }
            assertThat(system(id).recorded().processor().pinning()).isEqualTo(ProcessorSet.ANY);
        }

        @Test
        void peripheralsComeAndGoButDoNotChange() {
            Peripheral serial = new Peripheral(Peripheral.Kind.SERIAL, "pty", 1, "", "");
            SystemId id = define(configuration("peripherals"));

            hypervisor.addDevice(id, serial, Scope.RECORDED);
            assertThat(system(id).recorded().device(serial.id())).contains(serial);
            assertRefused(
                    Reason.UNSUPPORTED,
                    serial.id(),
                    () -> hypervisor.modifyDevice(id, serial.withHostResource("/tmp/elsewhere"), Scope.RECORDED));
            hypervisor.removeDevice(id, serial.id(), Scope.RECORDED);
            assertThat(system(id).recorded().device(serial.id())).isEmpty();
        }
    }

    @Nested
    class Pooling {
        private StoragePools pools;

        @BeforeEach
        void needsPools() {
            Optional<StoragePools> offered = hypervisor.storagePools();
            assumeTrue(offered.isPresent(), "no pools can be made here");
            pools = offered.orElseThrow();
        }

        @AfterEach
        void removePools() {
            for (ResourcePool pool : hypervisor.inventory().pools()) {
                if (pool.kind() == ResourceKind.STORAGE && pool.name().startsWith(PREFIX)) {
                    volumes().delete(new VolumeId(pool.name(), "contract-in-pool.img"));
                    pools.delete(pool.name());
                }
            }
        }

        // DSP1041: what the children have and have promised is what their parent has and has promised.
        @Test
        void primordialPoolsAddUpWhatIsBelowThem() {
            pools.create(PREFIX + "pool", Optional.empty(), OptionalLong.empty());
            VolumeId id = new VolumeId(PREFIX + "pool", "contract-in-pool.img");

            volumes().create(id, VolumeFormat.RAW, MEBIBYTE);
            assertAddsUp();
            volumes().delete(id);
            assertAddsUp();
        }

        private void assertAddsUp() {
            HostInventory inventory = hypervisor.inventory();
            for (ResourceKind kind : List.of(ResourceKind.STORAGE, ResourceKind.NETWORK)) {
                List<ResourcePool> children = inventory.pools().stream()
                        .filter(pool -> pool.kind() == kind && !pool.primordial())
                        .toList();
                ResourcePool parent = inventory.primordial(kind).orElseThrow();
                assertThat(parent.capacity())
                        .isEqualTo(children.stream()
                                .mapToLong(ResourcePool::capacity)
                                .sum());
                assertThat(parent.reserved())
                        .isEqualTo(children.stream()
                                .mapToLong(ResourcePool::reserved)
                                .sum());
            }
        }

        @Test
        void aPoolThatHoldsVolumesStaysAndAnEmptyOneGoes() {
            ResourcePool made = pools.create(PREFIX + "pool", Optional.empty(), OptionalLong.empty());
            assertThat(made.primordial()).isFalse();
            assertThat(made.capacity()).isPositive();
            VolumeId id = new VolumeId(made.name(), "contract-in-pool.img");
            volumes().create(id, VolumeFormat.RAW, MEBIBYTE);

            assertRefused(Reason.IN_USE, made.name(), () -> pools.delete(made.name()));
            assertThat(hypervisor.inventory().pool(ResourceKind.STORAGE, made.name()))
                    .isPresent();
            volumes().delete(id);
            pools.delete(made.name());
            assertThat(hypervisor.inventory().pool(ResourceKind.STORAGE, made.name()))
                    .isEmpty();
        }

        @Test
        void namesThatAreTakenUnknownOrNoneAreRefused() {
            assertRefused(
                    Reason.ALREADY_EXISTS,
                    storagePool(),
                    () -> pools.create(storagePool(), Optional.empty(), OptionalLong.empty()));
            assertRefused(Reason.INVALID, "../up", () -> pools.create("../up", Optional.empty(), OptionalLong.empty()));
            assertRefused(Reason.NOT_FOUND, PREFIX + "nowhere", () -> pools.delete(PREFIX + "nowhere"));
        }
    }

    @Nested
    class Switching {
        private static final String LAN = PREFIX + "lan";
        private VirtualSwitches switches;

        @BeforeEach
        void needsSwitches() {
            Optional<VirtualSwitches> offered = hypervisor.virtualSwitches();
            assumeTrue(offered.isPresent(), "no switches can be made here");
            switches = offered.orElseThrow();
        }

        @AfterEach
        void removeSwitches() {
            for (SystemId id : List.copyOf(defined)) {
                hypervisor.system(id).ifPresent(left -> {
                    hypervisor.power(id, PowerAction.POWER_OFF);
                    hypervisor.undefine(id);
                });
            }
            find(LAN).ifPresent(left -> switches.delete(left.id()));
        }

        private Optional<VirtualSwitch> find(String name) {
            return hypervisor.inventory().switches().stream()
                    .filter(each -> each.settings().name().equals(name))
                    .findFirst();
        }

        @Test
        void aSwitchKeepsItsIdentityWhileItIsChanged() {
            ResourcePool.Subnet subnet = new ResourcePool.Subnet(
                    "10.213.7.1", 24, Optional.of(new ResourcePool.AddressRange("10.213.7.10", "10.213.7.20")));

            VirtualSwitch made = switches.define(VirtualSwitch.Settings.named(LAN));
            assertThat(made.active()).isTrue();
            assertThat(find(LAN)).contains(made);
            assertThat(made.settings().forwarding()).isEqualTo(VirtualSwitch.Forwarding.ISOLATED);
            switches.modify(made.id(), made.settings().withSubnet(Optional.of(subnet)));
            assertThat(find(LAN)).hasValueSatisfying(changed -> {
                assertThat(changed.id()).isEqualTo(made.id());
                assertThat(changed.settings().subnet()).contains(subnet);
                assertThat(changed.settings().bridge())
                        .isEqualTo(made.settings().bridge());
            });
            assertThat(hypervisor
                            .inventory()
                            .pool(ResourceKind.NETWORK, LAN)
                            .orElseThrow()
                            .subnet())
                    .contains(subnet);
            switches.delete(made.id());
            assertThat(find(LAN)).isEmpty();
        }

        @Test
        void aSwitchInUseStaysAsItIs() {
            VirtualSwitch made = switches.define(VirtualSwitch.Settings.named(LAN));
            Nic nic = nic().withConnection(Nic.Attachment.NETWORK, LAN);
            SystemConfiguration plain = configuration("plugged");
            SystemId id = define(new SystemConfiguration(
                    plain.settings(), plain.processor(), plain.memory(), plain.disks(), List.of(nic)));

            assertRefused(Reason.IN_USE, PREFIX + "plugged", () -> switches.delete(made.id()));
            hypervisor.power(id, PowerAction.START);
            assertRefused(
                    Reason.IN_USE,
                    PREFIX + "plugged",
                    () -> switches.modify(made.id(), made.settings().withForwarding(VirtualSwitch.Forwarding.NAT)));
            assertThat(find(LAN)).contains(made);
        }

        @Test
        void namesThatAreTakenAndUnknownIdsAreRefused() {
            assertRefused(
                    Reason.ALREADY_EXISTS, network(), () -> switches.define(VirtualSwitch.Settings.named(network())));
            UUID nobody = UUID.randomUUID();
            assertRefused(Reason.NOT_FOUND, nobody.toString(), () -> switches.delete(nobody));
        }

        // What a host lacks for it, libvirt says; what must not happen is half a switch.
        @Test
        void aVlanIsKeptOrRefusedAndLeavesNothing() {
            VirtualSwitch.Settings tagged = VirtualSwitch.Settings.named(LAN).withVlan(42);
            try {
                assertThat(switches.define(tagged).settings().vlan()).hasValue(42);
            } catch (HypervisorException e) {
                assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
                assertThat(e).hasMessageContaining(LAN);
                assertThat(find(LAN)).isEmpty();
            }
        }
    }

    @Nested
    class Measuring {
        @Test
        void theHostTellsWhatItsProcessorsDoAndNeverCountsBackwards() {
            HostSample first = sample();
            HostSample second = sample();

            assertThat(second.taken()).isAfterOrEqualTo(first.taken());
            for (Figure counter : List.of(Figure.CPU_TIME, Figure.CPU_USER_TIME, Figure.CPU_KERNEL_TIME)) {
                assertThat(first.host().get(counter)).isPresent();
                assertThat(second.host().get(counter).getAsLong())
                        .isGreaterThanOrEqualTo(first.host().get(counter).getAsLong());
            }
        }

        @Test
        void onlySystemsThatRunAreMeasured() {
            SystemId off = define(configuration("unmeasured"));
            SystemId on = running("measured");

            assertThat(sample().systems()).doesNotContainKey(off);
            if (measuresSystems()) {
                assertThat(sample().systems()).containsKey(on);
            }

            hypervisor.power(on, PowerAction.POWER_OFF);
            assertThat(sample().systems()).doesNotContainKey(on);
        }

        @Test
        void aRunningSystemTellsProcessorsMemoryAndEachDevice() {
            assumeTrue(measuresSystems(), "systems are not measured here");
            Volume volume = volume("measured", 4 * MEBIBYTE);
            SystemId id = define(configuration("load").with(disk("vda", volume.id(), volume.capacityBytes())));
            hypervisor.power(id, PowerAction.START);

            SystemSample sample = sample().system(id).orElseThrow();

            assertThat(sample.system().get(Figure.PROCESSORS)).hasValue(1);
            // A guest without a balloon driver keeps the maximum.
            assertThat(sample.system().get(Figure.MEMORY).getAsLong()).isBetween(64 * MEBIBYTE, 128 * MEBIBYTE);
            assertThat(sample.system().values())
                    .containsKeys(Figure.CPU_TIME, Figure.CPU_USER_TIME, Figure.CPU_KERNEL_TIME);
            assertThat(sample.disk("vda").orElseThrow().values())
                    .containsKeys(
                            Figure.READ_OPERATIONS,
                            Figure.READ_BYTES,
                            Figure.READ_TIME,
                            Figure.WRITE_OPERATIONS,
                            Figure.WRITE_BYTES,
                            Figure.WRITE_TIME);
            assertThat(sample.adapter(0).orElseThrow().values())
                    .containsKeys(
                            Figure.RECEIVED_BYTES,
                            Figure.RECEIVED_PACKETS,
                            Figure.TRANSMITTED_BYTES,
                            Figure.TRANSMITTED_PACKETS);
        }

        @Test
        void theHostTellsWhatItIsMadeOf() {
            Host host = hypervisor.inventory().host();
            HostHardware hardware = host.hardware();

            assertThat(hardware.software())
                    .isNotEmpty()
                    .allSatisfy(software -> assertThat(software.version()).matches("\\d+(\\.\\d+)*"));
            assertThat(hardware.nodes()).isNotEmpty().allSatisfy(node -> {
                assertThat(node.memoryBytes()).isPositive();
                assertThat(node.sockets()).isNotEmpty();
            });
            assertThat(hardware.nodes().stream()
                            .mapToInt(HostHardware.NumaNode::threads)
                            .sum())
                    .isEqualTo(host.cpu().threads());
        }

        private HostSample sample() {
            return hypervisor.measurements().orElseThrow().sample();
        }
    }

    // DSP1042: virtual system snapshots.
    @Nested
    class Snapshotting {
        @Test
        void aSystemThatIsOffGoesBackToWhatItWas() {
            SystemId id = define(withDisk("rewound"));
            SystemConfiguration then = system(id).recorded();

            snapshots().create(id, "clean", "before the <change>", Snapshot.Kind.DISK);
            hypervisor.modifyDevice(id, Processor.of(2, 2), Scope.RECORDED);
            snapshots().apply(id, "clean");

            assertThat(system(id).state()).isEqualTo(SystemState.DEFINED);
            assertThat(system(id).recorded()).isEqualTo(then);
            assertThat(system(id).snapshots().find("clean")).hasValueSatisfying(snapshot -> {
                assertThat(snapshot.kind()).isEqualTo(Snapshot.Kind.DISK);
                assertThat(snapshot.notes()).isEqualTo("before the <change>");
                assertThat(snapshot.parent()).isEmpty();
                assertThat(snapshot.configuration()).isEqualTo(then);
            });
            assertThat(system(id).snapshots().lastApplied()).contains("clean");
            assertSystemChanged(id);
        }

        @Test
        void aSystemThatRunsGoesOnAndComesBackRunning() {
            SystemId id = define(withDisk("resumed"));
            hypervisor.power(id, PowerAction.START);

            snapshots().create(id, "running", "", Snapshot.Kind.FULL);
            assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
            hypervisor.power(id, PowerAction.POWER_OFF);
            snapshots().apply(id, "running");

            assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
            assertThat(system(id).snapshots().find("running").orElseThrow().kind())
                    .isEqualTo(Snapshot.Kind.FULL);
        }

        @Test
        void snapshotsFormATreeWhoseMiddleCanGo() {
            SystemId id = define(withDisk("tree"));
            for (String name : List.of("root", "middle", "leaf")) {
                snapshots().create(id, name, "", Snapshot.Kind.DISK);
            }
            assertThat(parents(id)).isEqualTo(Map.of("root", "", "middle", "root", "leaf", "middle"));
            assertThat(system(id).snapshots().current()).contains("leaf");

            snapshots().apply(id, "root");
            snapshots().create(id, "branch", "", Snapshot.Kind.DISK);
            assertThat(parents(id)).containsEntry("branch", "root");
            assertThat(system(id).snapshots().lastApplied()).contains("root");

            snapshots().destroy(id, "middle");
            assertThat(parents(id)).isEqualTo(Map.of("root", "", "leaf", "root", "branch", "root"));
            assertThat(hypervisor.inventory().systems().get(id)).isEqualTo(system(id));
        }

        @Test
        void whatCannotBeIsRefusedByName() {
            SystemId id = define(withDisk("refusing"));
            snapshots().create(id, "taken", "", Snapshot.Kind.FULL);

            assertRefused(
                    Reason.ALREADY_EXISTS, "taken", () -> snapshots().create(id, "taken", "", Snapshot.Kind.FULL));
            assertRefused(Reason.INVALID, "a/b", () -> snapshots().create(id, "a/b", "", Snapshot.Kind.FULL));
            assertRefused(Reason.NOT_FOUND, "missing", () -> snapshots().apply(id, "missing"));
            assertRefused(Reason.NOT_FOUND, "missing", () -> snapshots().destroy(id, "missing"));

            hypervisor.power(id, PowerAction.START);
            assertRefused(Reason.INVALID_STATE, "DISK", () -> snapshots().create(id, "live", "", Snapshot.Kind.DISK));
            hypervisor.power(id, PowerAction.SAVE);
            assertRefused(
                    Reason.INVALID_STATE, "refusing", () -> snapshots().create(id, "saved", "", Snapshot.Kind.FULL));
            assertRefused(Reason.INVALID_STATE, "refusing", () -> snapshots().apply(id, "taken"));
        }

        private Map<String, String> parents(SystemId id) {
            return system(id).snapshots().all().stream()
                    .collect(Collectors.toMap(
                            Snapshot::name, snapshot -> snapshot.parent().orElse("")));
        }

        private SystemConfiguration withDisk(String name) {
            snapshots();
            Volume volume = volume(name, 8 * MEBIBYTE);
            return configuration(name).with(disk("vda", volume.id(), volume.capacityBytes()));
        }

        private Snapshots snapshots() {
            Optional<Snapshots> snapshots = hypervisor.snapshots();
            assumeTrue(snapshots.isPresent(), "this hypervisor takes no snapshots");
            return snapshots.orElseThrow();
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

    private void assumeCan(PowerAction action) {
        assumeTrue(can(action), () -> "no " + action + " here");
    }

    private boolean can(PowerAction action) {
        return hypervisor.inventory().host().powerActions().contains(action);
    }

    private SystemId running(String name) {
        SystemId id = define(configuration(name));
        hypervisor.power(id, PowerAction.START);
        assertThat(system(id).state()).isEqualTo(SystemState.ACTIVE);
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

    private Volumes volumes() {
        Optional<Volumes> volumes = hypervisor.volumes();
        assumeTrue(volumes.isPresent(), "no volumes here");
        return volumes.orElseThrow();
    }

    private VolumeId volumeId(String name) {
        VolumeId id = new VolumeId(storagePool(), PREFIX + name + ".img");
        created.add(id);
        return id;
    }

    private Volume volume(String name, long bytes) {
        return volume(name, bytes, volumeFormat());
    }

    private Volume volume(String name, long bytes, VolumeFormat format) {
        return volumes().create(volumeId(name), format, bytes);
    }

    private Disk disk(String target, VolumeId source, long bytes) {
        return new Disk(target, Disk.Type.DISK, Disk.Bus.VIRTIO, Optional.of(source), volumeFormat(), bytes, false);
    }

    private Nic nic() {
        return new Nic(mac(), Nic.Attachment.NETWORK, network(), "virtio");
    }

    private MacAddress mac() {
        return MacAddress.random(random);
    }

    private void assertSystemChanged(SystemId id) {
        await().atMost(patience())
                .untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.SystemChanged(id)));
    }

    private static void assertRefused(Reason reason, String named, Runnable action) {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(action::run)
                .withMessageContaining(named)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
