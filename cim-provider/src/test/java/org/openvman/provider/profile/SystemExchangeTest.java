package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** ExportSystem and ImportSystem on a simulated host: what comes back, what is refused, what a failure leaves. */
class SystemExchangeTest {
    private static final SystemId ID = SystemId.parse("6f9619ff-8b86-4011-b42d-00c04fc964ff");
    private static final MacAddress MAC = new MacAddress("52:54:00:aa:bb:01");
    private static final VolumeId DATA = new VolumeId("default", "data.img");

    @TempDir
    private Path state;

    private SimulatedProvider provider;
    private ExchangeSteps steps;
    private CimPath system;
    private byte[] content;

    @BeforeEach
    void define() throws IOException {
        provider = new SimulatedProvider("simulator:?boot=0s", state);
        steps = new ExchangeSteps(provider, Duration.ofSeconds(20));
        content = new byte[1 << 20];
        new Random(7).nextBytes(content);
        provider.hypervisor()
                .volumes()
                .orElseThrow()
                .upload(DATA, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));
        VolumeId root = new VolumeId("default", "root.qcow2");
        provider.hypervisor().volumes().orElseThrow().create(root, VolumeFormat.QCOW2, 1 << 30);
        provider.hypervisor()
                .define(
                        ID,
                        new SystemConfiguration(
                                SystemSettings.named("web").withTitle("Web server"),
                                Processor.of(1, 2),
                                new Memory(128 << 20, 256 << 20),
                                List.of(
                                        disk("vda", root, VolumeFormat.QCOW2, 1 << 30),
                                        disk("vdb", DATA, VolumeFormat.RAW, content.length)),
                                List.of(new Nic(MAC, Nic.Attachment.NETWORK, "default", "virtio"))));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> provider.enumerate("OpenVMAN_ComputerSystem").size() == 1);
        system = provider.systemNamed("web");
    }

    private static Disk disk(String id, VolumeId source, VolumeFormat format, long bytes) {
        return new Disk(id, Disk.Type.DISK, Disk.Bus.VIRTIO, Optional.of(source), format, bytes, false);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private VirtualSystem read(SystemId id) {
        return provider.hypervisor().system(id).orElseThrow();
    }

    @Test
    void aSystemComesBackWithItsIdentityItsSettingsAndItsContent() throws IOException {
        SystemConfiguration before = read(ID).recorded();
        steps.ended(steps.startExport(system, "web.ova"), ExchangeSteps.COMPLETED);
        try (OvfPackage exported = OvfPackage.open(state.resolve("packages/web.ova"))) {
            assertThat(exported.verify(Progress.NONE)).isEmpty();
            assertThat(exported.digests().orElseThrow().entries()).hasSize(3);
            assertThat(exported.source().open("web-vdb.img").readAllBytes()).isEqualTo(content);
        }
        steps.destroy(system);

        CimPath imported = steps.imported(steps.startImport("web.ova"));

        assertThat(imported.keyText("Name")).contains(ID.toString());
        SystemConfiguration after = read(ID).recorded();
        assertThat(after.withSettings(before.settings()).nics()).isEqualTo(before.nics());
        assertThat(after.settings().withType(before.settings().type())).isEqualTo(before.settings());
        assertThat(after.processor()).isEqualTo(before.processor());
        assertThat(after.memory()).isEqualTo(before.memory());
        assertThat(after.disks())
                .extracting(disk -> disk.withSource(Optional.empty()))
                .isEqualTo(before.disks().stream()
                        .map(disk -> disk.withSource(Optional.empty()))
                        .toList());
        VolumeId data = ((Disk) after.device("vdb").orElseThrow()).source().orElseThrow();
        assertThat(provider.hypervisor()
                        .volumes()
                        .orElseThrow()
                        .download(data, VolumeFormat.RAW)
                        .readAllBytes())
                .isEqualTo(content);
        // What an import made goes with the system.
        steps.destroy(imported);
        assertThat(provider.hypervisor().volumes().orElseThrow().find(data)).isEmpty();
    }

    @Test
    void aSecondSystemOfAPackageNeedsAnIdentityAndANameOfItsOwn() {
        steps.ended(steps.startExport(system, "web.ova"), ExchangeSteps.COMPLETED);

        assertRefused(CimStatus.ALREADY_EXISTS, "new identity", () -> steps.startImport("web.ova"));
        CimArgument anew = CimArgument.of("NewIdentity", CimType.BOOLEAN, true);
        assertRefused(CimStatus.ALREADY_EXISTS, "another name", () -> steps.startImport("web.ova", anew));
        CimPath copy = steps.imported(steps.startImport("web.ova", anew, CimArgument.string("ElementName", "web-2")));

        SystemId id = SystemId.parse(copy.keyText("Name").orElseThrow());
        assertThat(id).isNotEqualTo(ID);
        assertThat(read(id).name()).isEqualTo("web-2");
        assertThat(read(id).recorded().nics())
                .singleElement()
                .satisfies(nic -> assertThat(nic.mac()).isNotEqualTo(MAC));
    }

    // Its disks would not fit together: what runs, or is saved, has more in memory.
    @Test
    void whatRunsOrIsSavedIsRefusedWithTheRemedy() {
        provider.hypervisor().power(ID, PowerAction.START);
        awaitState(2);
        assertRefused(CimStatus.FAILED, "shut it down", () -> steps.startExport(system, "web.ova"));

        provider.hypervisor().power(ID, PowerAction.SAVE);
        awaitState(6);
        assertRefused(CimStatus.FAILED, "without its memory", () -> steps.startExport(system, "web.ova"));
        assertThat(packages()).isEmpty();
    }

    private void awaitState(long state) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> provider.get(system).number("EnabledState").equals(Optional.of(state)));
    }

    @Test
    void aPackageIsNotOverwritten() throws IOException {
        Files.createDirectories(state.resolve("packages"));
        Files.writeString(state.resolve("packages/there.ova"), "mine");

        assertRefused(CimStatus.ALREADY_EXISTS, "there.ova", () -> steps.startExport(system, "there.ova"));
        assertRefused(CimStatus.INVALID_PARAMETER, "name", () -> steps.startExport(system, "../users.ova"));
        assertRefused(CimStatus.INVALID_PARAMETER, "NAME.ova", () -> steps.startExport(system, "users"));
        assertRefused(CimStatus.NOT_FOUND, "none.ova", () -> steps.startImport("none.ova"));
    }

    @Test
    void snapshotsAreNotPartOfTheImage() {
        provider.hypervisor().snapshots().orElseThrow().create(ID, "before", "", Snapshot.Kind.DISK);
        assertVolumes(2);

        steps.ended(steps.startExport(system, "web.ova"), ExchangeSteps.COMPLETED);

        assertVolumes(2);
    }

    @Test
    void aFailedOrTerminatedExportLeavesNoPackage() {
        fault(Operation.VOLUME_DOWNLOAD, new FaultRule.Effect.Fail(Reason.FAILED, "input/output error"));
        assertThat(steps.ended(steps.startExport(system, "web.ova"), ExchangeSteps.FAILED)
                        .string("ErrorDescription"))
                .contains("input/output error");
        assertThat(packages()).isEmpty();

        fault(Operation.VOLUME_DOWNLOAD, new FaultRule.Effect.Delay(Duration.ofSeconds(1)));
        CimPath job = steps.startExport(system, "web.ova");
        terminate(job);
        steps.ended(job, ExchangeSteps.TERMINATED);
        assertThat(packages()).isEmpty();
    }

    // No orphans, whichever step it is.
    @Test
    void aFailedOrTerminatedImportLeavesNeitherSystemNorVolumes() throws IOException {
        steps.ended(steps.startExport(system, "web.ova"), ExchangeSteps.COMPLETED);
        steps.destroy(system);
        assertVolumes(2);

        for (Operation operation : List.of(Operation.VOLUME_UPLOAD, Operation.DEFINE)) {
            fault(operation, new FaultRule.Effect.Fail(Reason.FAILED, "no space left on device"));
            assertThat(steps.ended(steps.startImport("web.ova"), ExchangeSteps.FAILED)
                            .string("ErrorDescription"))
                    .contains("no space left on device");
            assertNothingLeft();
        }
        fault(Operation.VOLUME_UPLOAD, new FaultRule.Effect.Delay(Duration.ofSeconds(1)));
        CimPath job = steps.startImport("web.ova");
        terminate(job);
        steps.ended(job, ExchangeSteps.TERMINATED);
        assertNothingLeft();

        byte[] damaged = Files.readAllBytes(state.resolve("packages/web.ova"));
        damaged[damaged.length - 20_000] ^= 1;
        Files.write(state.resolve("packages/damaged.ova"), damaged);
        assertThat(steps.ended(steps.startImport("damaged.ova"), ExchangeSteps.FAILED)
                        .string("ErrorDescription")
                        .orElseThrow())
                .contains("digest");
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(provider.hypervisor().system(ID)).isEmpty();
        assertVolumes(2);
    }

    private void assertVolumes(int count) {
        assertThat(Stream.of(
                                "root.qcow2",
                                "data.img",
                                "root.qcow2.exported",
                                ID + "-vda.qcow2",
                                ID + "-vdb.img",
                                ID + "-vda-2.qcow2")
                        .filter(name -> provider.hypervisor()
                                .volumes()
                                .orElseThrow()
                                .find(new VolumeId("default", name))
                                .isPresent()))
                .hasSize(count);
    }

    private void terminate(CimPath job) {
        provider.invoke(job, "RequestStateChange", CimArgument.of("RequestedState", CimType.UINT16, 4));
    }

    private void fault(Operation operation, FaultRule.Effect effect) {
        provider.hypervisor().faults().clear();
        provider.hypervisor().faults().add(FaultRule.once(operation, effect));
    }

    private List<String> packages() {
        if (!Files.isDirectory(state.resolve("packages"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state.resolve("packages"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(CimStatus status, String why, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(CimException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.getMessage()).contains(why);
        });
    }
}
