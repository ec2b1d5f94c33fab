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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** What a switch is for, seen from inside guests: those on it reach each other, one on another does not (DSP1097). */
class LibvirtSwitchesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PEER = "10.66.0.1";

    @TempDir
    Path directory;

    private final List<SystemId> systems = new ArrayList<>();
    private final List<UUID> switches = new ArrayList<>();
    private final List<VolumeId> volumes = new ArrayList<>();
    private LibvirtHypervisor hypervisor;

    @BeforeEach
    void connect() throws IOException {
        LibvirtUri uri = QemuSetting.uriOrSkip(LibvirtSwitchesIT.class);
        assumeTrue(QemuSetting.guestImage().isPresent(), "OPENVMAN_GUEST_IMAGE is not set");
        hypervisor = LibvirtHypervisor.open(
                uri.hostId(),
                uri,
                LibvirtOptions.DEFAULTS.withConsoleLogFolder(directory.toString()),
                Clock.systemUTC());
        Path image = QemuSetting.guestImage().orElseThrow();
        try (InputStream content = Files.newInputStream(image)) {
            upload("switches-guest.qcow2", VolumeFormat.QCOW2, Files.size(image), content);
        }
    }

    @AfterEach
    void removeWhatWasMade() {
        if (hypervisor == null) {
            return;
        }
        for (SystemId id : systems) {
            hypervisor.power(id, PowerAction.POWER_OFF);
            hypervisor.undefine(id);
        }
        switches.forEach(id -> hypervisor.virtualSwitches().orElseThrow().delete(id));
        Collections.reverse(volumes);
        volumes.forEach(id -> hypervisor.volumes().orElseThrow().delete(id));
        hypervisor.close();
    }

    @Test
    void guestsReachEachOtherOnOneSwitchAndNotAcrossTwo() throws IOException {
        define("switches-it-one");
        define("switches-it-two");
        guest("peer", "switches-it-one", PEER, "echo PEER-READY");
        awaitConsole("peer", "PEER-READY");

        String ping = "if ping -c 3 -w 30 " + PEER + " > /dev/null; then echo IT-IS-REACHED; else echo IT-IS-AWAY; fi";
        guest("near", "switches-it-one", "10.66.0.2", ping);
        guest("far", "switches-it-two", "10.66.0.3", ping);

        awaitConsole("near", "IT-IS-REACHED");
        awaitConsole("far", "IT-IS-AWAY");
    }

    private void define(String name) {
        switches.add(hypervisor
                .virtualSwitches()
                .orElseThrow()
                .define(VirtualSwitch.Settings.named(name))
                .id());
    }

    private void guest(String name, String network, String address, String script) throws IOException {
        VolumeId base = volumes.get(0);
        Volume root = hypervisor
                .volumes()
                .orElseThrow()
                .createFrom(
                        volume(name + "-root.qcow2"),
                        base,
                        hypervisor
                                .volumes()
                                .orElseThrow()
                                .find(base)
                                .orElseThrow()
                                .capacityBytes());
        byte[] disc = disc(address, script);
        Volume environment =
                upload(name + "-environment.iso", VolumeFormat.ISO, disc.length, new ByteArrayInputStream(disc));
        SystemId id = new SystemId(UUID.randomUUID());
        hypervisor.define(
                id,
                new SystemConfiguration(
                        SystemSettings.named(name),
                        Processor.of(1, 1),
                        new Memory(112L << 20, 112L << 20),
                        List.of(
                                new Disk(
                                        "vda",
                                        Disk.Type.DISK,
                                        Disk.Bus.VIRTIO,
                                        Optional.of(root.id()),
                                        root.format(),
                                        root.capacityBytes(),
                                        false),
                                new Disk(
                                        "hdc",
                                        Disk.Type.CD,
                                        Disk.Bus.IDE,
                                        Optional.of(environment.id()),
                                        VolumeFormat.ISO,
                                        environment.capacityBytes(),
                                        true)),
                        List.of(new Nic(MacAddress.random(new Random()), Nic.Attachment.NETWORK, network, "virtio"))));
        systems.add(id);
        hypervisor.power(id, PowerAction.START);
    }

    private byte[] disc(String address, String script) throws IOException {
        String environment = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
                    xmlns:oe="http://schemas.dmtf.org/ovf/environment/1" oe:id="guest">
                  <PropertySection>
                    <Property oe:key="openvman.net.ip" oe:value="%s"/>
                    <Property oe:key="openvman.net.prefix" oe:value="24"/>
                  </PropertySection>
                </Environment>
                """.formatted(address);
        byte[] setup = (script + "\n").getBytes(StandardCharsets.UTF_8);
        Path image = directory.resolve(address + ".iso");
        new EnvironmentIso(environment.getBytes(StandardCharsets.UTF_8))
                .withFile("setup.sh", setup.length, () -> new ByteArrayInputStream(setup))
                .write(image);
        return Files.readAllBytes(image);
    }

    private VolumeId volume(String name) {
        VolumeId id = new VolumeId("default", "switches-it-" + name);
        volumes.add(id);
        hypervisor.volumes().orElseThrow().delete(id);
        return id;
    }

    private Volume upload(String name, VolumeFormat format, long bytes, InputStream content) throws IOException {
        return hypervisor.volumes().orElseThrow().upload(volume(name), format, bytes, content);
    }

    private void awaitConsole(String name, String text) {
        Path console = directory.resolve(name + "-console.log");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(console).content(StandardCharsets.ISO_8859_1).contains(text));
    }
}
