package org.openvman.provider.hypervisor.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Systems to fill a host with, as varied as in a machine room, the same for the same seed. */
final class SystemGenerator {
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private final Random random;
    private final HostId host;
    private final Instant now;

    SystemGenerator(long seed, HostId host, Instant now) {
        this.random = new Random(seed);
        this.host = host;
        this.now = now;
    }

    record Generated(SimulatedSystem system, StoredVolume disk) {}

    List<Generated> generate(int count) {
        List<Generated> result = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            result.add(system(String.format(Locale.ROOT, "vm-%05d", number)));
        }
        return result;
    }

    private Generated system(String name) {
        long capacity = (8L + 8L * random.nextInt(4)) * GIBIBYTE;
        VolumeId disk = new VolumeId(SimulatedHost.POOL, name + ".qcow2");
        int processors = 1 + random.nextInt(4);
        long memory = (256L << random.nextInt(4)) * MEBIBYTE;
        SystemConfiguration configuration = new SystemConfiguration(
                SystemSettings.named(name).withTitle("Simulated system " + name).withType(SimulatedHost.SYSTEM_TYPE),
                Processor.of(processors, 2 * processors),
                new Memory(memory, 2 * memory),
                List.of(new Disk(
                        "vda",
                        Disk.Type.DISK,
                        Disk.Bus.VIRTIO,
                        Optional.of(disk),
                        VolumeFormat.QCOW2,
                        capacity,
                        false)),
                List.of(new Nic(MacAddress.random(random), Nic.Attachment.NETWORK, SimulatedHost.NETWORK, "virtio")));
        SystemId id = new SystemId(
                new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & (-1L >>> 2)) | Long.MIN_VALUE));
        SimulatedSystem system = SimulatedSystem.defined(id, configuration, now);
        Volume volume = new Volume(disk, SimulatedHost.path(host, disk), VolumeFormat.QCOW2, capacity, 512 * MEBIBYTE);
        // Two of three run, as a host that is in use.
        return new Generated(
                random.nextInt(3) == 0 ? system : system.started(now, now),
                new StoredVolume(volume, Optional.empty(), "", Optional.empty()));
    }
}
