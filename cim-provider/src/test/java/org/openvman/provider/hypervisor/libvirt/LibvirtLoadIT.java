package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.ProviderAssembly;
import org.openvman.provider.ProviderSettings;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;
import org.openvman.provider.store.Database;
import org.openvman.schema.ClassRepository;

/**
 * Metric values of real QEMU systems against {@code virsh domstats} and against the load of their guests, which are 26
 * bytes of boot sector: they need no image and do exactly what they are told to.
 */
class LibvirtLoadIT {
    /** Reads the first sector of the first disk 1024 times through the BIOS, then spins. */
    private static final String READ_THEN_SPIN = "31c0 8ed8 8ec0 bd0004 b80102 bb0080 b90100 ba8000 cd13 4d 75ef ebfe";

    private static final int READS = 1024;

    /** Sleeps until the next interrupt, for ever. */
    private static final String IDLE = "fb f4 ebfc";

    private static final RequestContext CONTEXT = new RequestContext("it", new Principal("it", Role.ADMINISTRATOR));

    private LibvirtUri uri;
    private ProviderAssembly provider;
    private final Map<SystemId, VolumeId> made = new HashMap<>();

    @BeforeEach
    void open() {
        uri = QemuSetting.uriOrSkip(LibvirtLoadIT.class);
        provider = new ProviderAssembly(
                ClassRepository.load(),
                List.of(LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC())),
                Database.inMemory(UUID.randomUUID().toString()),
                new ProviderSettings(Path.of("target"), List.of(), false, "it", Duration.ofSeconds(1)),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        if (provider != null) {
            made.forEach((system, volume) -> {
                hypervisor().power(system, PowerAction.POWER_OFF);
                hypervisor().undefine(system);
                hypervisor().volumes().orElseThrow().delete(volume);
            });
            provider.close();
        }
    }

    private Hypervisor hypervisor() {
        return provider.fleet().hypervisor(uri.hostId()).orElseThrow();
    }

    private SystemId run(String name, String code) throws IOException {
        byte[] sector = new byte[1 << 20];
        byte[] program = HexFormat.of().parseHex(code.replace(" ", ""));
        System.arraycopy(program, 0, sector, 0, program.length);
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        VolumeId volume = new VolumeId("default", name + ".img");
        hypervisor().volumes().orElseThrow().delete(volume);
        hypervisor()
                .volumes()
                .orElseThrow()
                .upload(volume, VolumeFormat.RAW, sector.length, new ByteArrayInputStream(sector));
        SystemId id = new SystemId(UUID.randomUUID());
        hypervisor()
                .define(
                        id,
                        new SystemConfiguration(
                                SystemSettings.named(name),
                                Processor.of(1, 1),
                                new Memory(64L << 20, 64L << 20),
                                List.of(new Disk(
                                        "vda",
                                        Disk.Type.DISK,
                                        Disk.Bus.VIRTIO,
                                        Optional.of(volume),
                                        VolumeFormat.RAW,
                                        sector.length,
                                        false)),
                                List.of(new Nic(
                                        new MacAddress("52:54:00:0a:0b:0c"),
                                        Nic.Attachment.NETWORK,
                                        "default",
                                        "virtio"))));
        made.put(id, volume);
        hypervisor().power(id, PowerAction.START);
        return id;
    }

    private Optional<Double> value(SystemId system, String metric) {
        String id = "OpenVMAN:VirtualSystem." + metric + "/" + system;
        return provider.operations()
                .enumerate(CONTEXT, "root/virt", "OpenVMAN_BaseMetricValue", PropertyFilter.ALL)
                .filter(value -> value.string("InstanceID").equals(Optional.of(id)))
                .findFirst()
                .flatMap(value -> value.string("MetricValue"))
                .map(Double::valueOf);
    }

    private double now(SystemId system, String metric) {
        return value(system, metric).orElseThrow();
    }

    private Map<String, Double> domstats(SystemId system) throws IOException {
        Process virsh = new ProcessBuilder("virsh", "-c", uri.text(), "domstats", "--nowait", system.toString())
                .redirectErrorStream(true)
                .start();
        Map<String, Double> stats = new HashMap<>();
        try (InputStream output = virsh.getInputStream()) {
            new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().split("=", 2))
                    .filter(pair -> pair.length == 2 && pair[1].matches("\\d+"))
                    .forEach(pair -> stats.put(pair[0], Double.valueOf(pair[1])));
        }
        return stats;
    }

    // Issue 3, point 6: within 2 % of domstats taken at the same time, and of the load that the guest makes.
    @Test
    void valuesAreThoseOfDomstatsAndOfTheLoadInTheGuest() throws IOException {
        SystemId busy = run("load-busy", READ_THEN_SPIN);
        SystemId idle = run("load-idle", IDLE);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(value(busy, "CPUUsedTimeCounter"))
                        .hasValueSatisfying(used -> assertThat(used).isGreaterThan(8_000_000)));

        provider.sampler().sample(uri.hostId());
        double usedBefore = now(busy, "CPUUsedTimeCounter");
        double waitedBefore = now(busy, "CPUReadyTimeCounter");
        Map<String, Double> theirs = domstats(busy);
        provider.sampler().sample(uri.hostId());

        assertThat(usedBefore).isCloseTo(theirs.get("cpu.time") / 1000, withPercentage(2));
        assertThat(theirs.get("cpu.time") / 1000).isBetween(usedBefore, now(busy, "CPUUsedTimeCounter") + 1);
        assertThat(theirs.get("vcpu.0.delay") / 1000).isBetween(waitedBefore - 1, now(busy, "CPUReadyTimeCounter") + 1);
        assertThat(now(busy, "PhysicalMemoryAllocatedToVirtualSystem")).isEqualTo(1024 * theirs.get("balloon.current"));
        assertThat(now(busy, "WorkingSetSize")).isCloseTo(1024 * theirs.get("balloon.rss"), withPercentage(2));
        assertThat(now(busy, "ReadOperations"))
                .isEqualTo(theirs.get("block.0.rd.reqs"))
                .isBetween((double) READS, READS * 1.02 + 20);
        assertThat(now(busy, "BytesRead")).isEqualTo(theirs.get("block.0.rd.bytes"));
        assertThat(now(busy, "ActiveVirtualProcessors")).isEqualTo(1);

        // The guest wants all of its processor: what it does not get it waits for.
        provider.sampler().reschedule(uri.hostId(), Duration.ZERO, Duration.ofSeconds(4), true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> value(busy, "CPUVSUtilized").isPresent());
        double used = value(busy, "CPUVSUtilized").orElseThrow();
        double waited = value(busy, "CPUReadyPercentage").orElseThrow();
        double slept = value(idle, "CPUVSUtilized").orElseThrow();
        System.out.printf("busy guest: used %.1f %%, waited %.1f %%; idle guest: used %.1f %%%n", used, waited, slept);
        assertThat(used + waited).isCloseTo(100, withPercentage(4));
        assertThat(slept).isLessThan(used / 2);
    }
}
