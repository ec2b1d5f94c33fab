package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** DefineSystem like another system (DSP1042), on real QEMU: the copy boots by itself. */
class LibvirtCloneIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final VolumeId ORIGINAL = new VolumeId("default", "clone-original.qcow2");
    private static final long MEMORY = 160L << 20;

    /** What the guest prints on its console when it is up. */
    private static final String READY = "openvman: no setup.sh";

    @TempDir
    Path consoles;

    private LibvirtHypervisor hypervisor;
    private ProviderUnderTest provider;

    @AfterEach
    void close() {
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void aCopyBootsFromItsOwnDiskWhenTheOriginalIsGone() throws IOException {
        LibvirtUri uri = QemuSetting.uriOrSkip(LibvirtCloneIT.class);
        assumeTrue(QemuSetting.guestImage().isPresent(), "no guest here");
        hypervisor = LibvirtHypervisor.open(
                uri.hostId(),
                uri,
                LibvirtOptions.DEFAULTS.withConsoleLogFolder(consoles.toString()),
                Clock.systemUTC());
        provider = new ProviderUnderTest(hypervisor);
        SystemId original = new SystemId(UUID.randomUUID());
        SystemRequests requests = new SystemRequests(provider);
        try {
            hypervisor.define(original, bootable(upload()));
            await().atMost(PATIENCE)
                    .until(() -> !provider.enumerate("OpenVMAN_ComputerSystem").isEmpty());
            CimPath copy = copyOf(provider.systemNamed("clone-original"));
            assertThat(macs(copy)).isNotEmpty().doesNotContainAnyElementsOf(List.of("52540000c10e"));
            hypervisor.undefine(original);
            hypervisor.volumes().orElseThrow().delete(ORIGINAL);

            assertThat(requests.changeState(copy, 2).returnCode()).isZero();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(consoles.resolve("clone-copy-console.log"))
                            .content(StandardCharsets.ISO_8859_1)
                            .contains(READY));
            requests.destroy(copy);
            assertThat(hypervisor.inventory().systems()).isEmpty();
        } finally {
            hypervisor.inventory().systems().keySet().forEach(id -> {
                hypervisor.power(id, PowerAction.POWER_OFF);
                hypervisor.undefine(id);
            });
            hypervisor.volumes().orElseThrow().delete(ORIGINAL);
        }
    }

    private Volume upload() throws IOException {
        Path image = QemuSetting.guestImage().orElseThrow();
        try (InputStream content = Files.newInputStream(image)) {
            return hypervisor.volumes().orElseThrow().upload(ORIGINAL, VolumeFormat.QCOW2, Files.size(image), content);
        }
    }

    private static SystemConfiguration bootable(Volume volume) {
        return new SystemConfiguration(
                SystemSettings.named("clone-original"),
                Processor.of(1, 1),
                new Memory(MEMORY, MEMORY),
                List.of(new Disk(
                        "vda",
                        Disk.Type.DISK,
                        Disk.Bus.VIRTIO,
                        Optional.of(volume.id()),
                        volume.format(),
                        volume.capacityBytes(),
                        false)),
                List.of(new Nic(new MacAddress("52:54:00:00:c1:0e"), Nic.Attachment.NETWORK, "default", "virtio")));
    }

    private CimPath copyOf(CimPath system) {
        CimInstance reference = provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
        MethodResult started = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of(
                        "SystemSettings",
                        CimType.EMBEDDED,
                        CimInstance.of(
                                "CIM_VirtualSystemSettingData", CimProperty.string("ElementName", "clone-copy"))),
                CimArgument.reference("ReferenceConfiguration", provider.path(reference)));
        CimPath job = ((MethodResult.JobStarted) started).job();
        await().atMost(PATIENCE)
                .until(() -> provider.get(job).number("JobState").orElseThrow() >= 7);
        assertThat(provider.get(job).string("ErrorDescription")).isEmpty();
        return provider.path(provider.only(job, "CIM_AffectedJobElement", "CIM_ComputerSystem"));
    }

    private List<String> macs(CimPath system) {
        return provider.associators(system, "CIM_SystemDevice", "CIM_EthernetPort").stream()
                .flatMap(port -> port.string("PermanentAddress").stream())
                .toList();
    }
}
