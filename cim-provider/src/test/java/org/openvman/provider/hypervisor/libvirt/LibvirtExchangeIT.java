package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.check.CheckOptions;
import org.openvman.ovf.check.PackageCheck;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.profile.ExchangeSteps;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** A real guest into a package and out of it again, on QEMU; other tools say what is in the package. */
class LibvirtExchangeIT {
    private static final SystemId ID = SystemId.parse("3f2c1f50-52a6-4b52-9d0f-0d8a2b4c1e77");
    private static final String NAME = "exchange-guest";
    private static final String READY = "openvman: no setup.sh";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final VolumeId BASE = new VolumeId("default", "exchange-base.qcow2");
    private static final VolumeId ROOT = new VolumeId("default", "exchange-root.qcow2");
    private static final VolumeId DATA = new VolumeId("default", "exchange-data.img");

    @TempDir
    private Path folder;

    private LibvirtHypervisor direct;
    private ProviderUnderTest provider;
    private ExchangeSteps steps;
    private byte[] content;

    @BeforeEach
    void define() throws IOException {
        LibvirtUri uri = QemuSetting.uriOrSkip(LibvirtExchangeIT.class);
        assumeTrue(QemuSetting.guestImage().isPresent(), "no guest here: OPENVMAN_GUEST_IMAGE is not set");
        direct = connect(uri);
        Path image = QemuSetting.guestImage().orElseThrow();
        try (InputStream in = Files.newInputStream(image)) {
            volumes().upload(BASE, VolumeFormat.QCOW2, Files.size(image), in);
        }
        Volume base = volumes().find(BASE).orElseThrow();
        Volume root = volumes().createFrom(ROOT, BASE, base.capacityBytes());
        content = new byte[3 << 20];
        new Random(3).nextBytes(content);
        volumes().upload(DATA, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));
        direct.define(
                ID,
                new SystemConfiguration(
                        SystemSettings.named(NAME).withTitle("Goes and comes back"),
                        Processor.of(1, 2),
                        new Memory(128 << 20, 128 << 20),
                        List.of(
                                disk("vda", ROOT, VolumeFormat.QCOW2, root.capacityBytes()),
                                disk("vdb", DATA, VolumeFormat.RAW, content.length)
                                        .withTuning(Disk.Tuning.NONE.withCache("none")),
                                new Disk(
                                        "hdc",
                                        Disk.Type.CD,
                                        Disk.Bus.IDE,
                                        Optional.empty(),
                                        VolumeFormat.ISO,
                                        0,
                                        true)),
                        List.of(new Nic(
                                new MacAddress("52:54:00:3f:2c:1f"), Nic.Attachment.NETWORK, "default", "virtio"))));
        provider = new ProviderUnderTest(connect(uri), folder);
        steps = new ExchangeSteps(provider, PATIENCE);
    }

    private static Disk disk(String id, VolumeId source, VolumeFormat format, long bytes) {
        return new Disk(id, Disk.Type.DISK, Disk.Bus.VIRTIO, Optional.of(source), format, bytes, false);
    }

    private LibvirtHypervisor connect(LibvirtUri uri) {
        return LibvirtHypervisor.open(
                uri.hostId(), uri, LibvirtOptions.DEFAULTS.withConsoleLogFolder(folder.toString()), Clock.systemUTC());
    }

    private Volumes volumes() {
        return direct.volumes().orElseThrow();
    }

    @AfterEach
    void leaveNothing() {
        if (provider != null) {
            provider.close();
        }
        if (direct == null) {
            return;
        }
        try (LibvirtHypervisor closed = direct) {
            if (closed.system(ID).isPresent()) {
                closed.power(ID, PowerAction.POWER_OFF);
                removeWithDisks();
            }
            List.of(ROOT, DATA, BASE).forEach(volumes()::delete);
        }
    }

    private void removeWithDisks() {
        List<VolumeId> sources = new ArrayList<>();
        direct.system(ID)
                .orElseThrow()
                .recorded()
                .disks()
                .forEach(disk -> disk.source().ifPresent(sources::add));
        direct.undefine(ID);
        for (VolumeId source : sources) {
            volumes().delete(source.isPath() ? inPool(source) : source);
        }
    }

    private static VolumeId inPool(VolumeId path) {
        return new VolumeId("default", String.valueOf(Path.of(path.name()).getFileName()));
    }

    private void boot() throws IOException {
        Path console = folder.resolve(NAME + "-console.log");
        Files.deleteIfExists(console);
        direct.power(ID, PowerAction.START);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(console).content(StandardCharsets.ISO_8859_1).contains(READY));
    }

    private void shutDown() {
        direct.power(ID, PowerAction.SHUT_DOWN);
        await().atMost(PATIENCE).until(() -> direct.system(ID).orElseThrow().state() == SystemState.DEFINED);
    }

    @Test
    void aGuestThatWasExportedAndRemovedBootsAgainAsTheSameSystem() throws Exception {
        boot();
        shutDown();
        SystemConfiguration before = direct.system(ID).orElseThrow().recorded();
        Path original = Files.createDirectory(folder.resolve("original")).resolve("root.raw");
        run(
                "qemu-img",
                "convert",
                "-O",
                "raw",
                volumes().find(ROOT).orElseThrow().path(),
                original.toString());

        CimPath system = provider.systemNamed(NAME);
        await().atMost(PATIENCE)
                .until(() -> provider.get(system).number("EnabledState").equals(Optional.of(3L)));
        steps.ended(steps.startExport(system, "guest.ova"), ExchangeSteps.COMPLETED);
        requireGood(folder.resolve("packages/guest.ova"), original);
        assertThat(volumes().find(new VolumeId("default", ROOT.name() + ".whole")))
                .isEmpty();

        removeWithDisks();
        volumes().delete(BASE);
        await().atMost(PATIENCE)
                .until(() -> provider.enumerate("OpenVMAN_ComputerSystem").stream()
                        .noneMatch(gone -> gone.string("Name").equals(Optional.of(ID.toString()))));
        assertNothingStaysOfATerminatedImport();

        CimPath imported = steps.imported(steps.startImport("guest.ova"));

        assertThat(imported.keyText("Name")).contains(ID.toString());
        SystemConfiguration after = direct.system(ID).orElseThrow().recorded();
        assertThat(after.settings().withTags(List.of()))
                .isEqualTo(before.settings().withTags(List.of()));
        assertThat(after.processor()).isEqualTo(before.processor());
        assertThat(after.memory()).isEqualTo(before.memory());
        assertThat(after.nics()).isEqualTo(before.nics());
        assertThat(after.peripherals()).containsExactlyInAnyOrderElementsOf(before.peripherals());
        assertThat(after.disks())
                .extracting(disk -> disk.withSource(Optional.empty()))
                .isEqualTo(before.disks().stream()
                        .map(disk -> disk.withSource(Optional.empty()))
                        .toList());
        boot();
    }

    /** The library, its rules, GNU tar and qemu-img agree on the package. */
    private void requireGood(Path archive, Path original) throws Exception {
        try (OvfPackage opened = OvfPackage.open(archive)) {
            assertThat(opened.verify(Progress.NONE)).isEmpty();
        }
        for (boolean strict : new boolean[] {false, true}) {
            CheckOptions options = new CheckOptions(false, strict, false, Optional.empty());
            assertThat(new PackageCheck(options, Progress.NONE).check(archive)).isEmpty();
        }
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        run("tar", "-C", unpacked.toString(), "-xf", archive.toString());
        assertThat(Files.readAllBytes(unpacked.resolve(NAME + "-vdb.img"))).isEqualTo(content);
        assertThat(run("sha256sum", unpacked.resolve(NAME + "-vda.qcow2").toString())
                        .split(" ")[0])
                .isSubstringOf(Files.readString(unpacked.resolve(NAME + ".mf")));
        assertThat(run(
                        "qemu-img",
                        "compare",
                        unpacked.resolve(NAME + "-vda.qcow2").toString(),
                        original.toString()))
                .contains("Images are identical");
    }

    private void assertNothingStaysOfATerminatedImport() {
        CimPath job = steps.startImport("guest.ova");
        provider.invoke(job, "RequestStateChange", CimArgument.of("RequestedState", CimType.UINT16, 4));
        steps.ended(job, ExchangeSteps.TERMINATED);
        assertThat(direct.system(ID)).isEmpty();
        for (String name : List.of("-vda.qcow2", "-vdb.img")) {
            assertThat(volumes().find(new VolumeId("default", ID + name))).isEmpty();
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
