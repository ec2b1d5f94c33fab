package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Reads a configuration from domain XML. What is missing or odd in it never fails the reading of a whole host. */
final class DomainReader {
    /** One that asks nobody: volumes are paths, and pools the primordial ones. */
    static final DomainReader XML_ALONE = new DomainReader(VolumeLookup.PATHS_ONLY, PoolLookup.PRIMORDIAL_ONLY);

    private final VolumeLookup volumes;
    private final PoolLookup pools;

    DomainReader(VolumeLookup volumes, PoolLookup pools) {
        this.volumes = volumes;
        this.pools = pools;
    }

    /**
     * Reads a domain.
     *
     * @param startsWithHost its automatic start, which libvirt keeps beside the XML
     */
    SystemConfiguration read(XmlElement domain, boolean startsWithHost) {
        List<XmlElement> devices =
                domain.child("devices").map(XmlElement::children).orElse(List.of());
        return new SystemConfiguration(
                settings(domain, startsWithHost),
                processor(domain).withPool(pool(ResourceKind.PROCESSOR, domain)),
                memory(domain).withPool(pool(ResourceKind.MEMORY, domain)),
                devices.stream().flatMap(this::disk).toList(),
                devices.stream().flatMap(DomainReader::nic).toList(),
                devices.stream()
                        .flatMap(device -> PeripheralXml.read(device).stream())
                        .toList());
    }

    private static SystemSettings settings(XmlElement domain, boolean startsWithHost) {
        XmlElement os = domain.child("os", "type").orElse(domain);
        return new SystemSettings(
                domain.textOf("name"),
                domain.textOf("title"),
                Platform.systemType(domain.attributeOr("type", ""), os.text().strip()),
                domain.textOf("description").lines().toList(),
                SystemMetadata.tags(domain),
                AutomaticXml.read(domain)
                        .withStartup(
                                startsWithHost
                                        ? AutomaticActions.StartupAction.ALWAYS
                                        : AutomaticActions.StartupAction.NONE),
                BootXml.read(domain));
    }

    private String pool(ResourceKind kind, XmlElement domain) {
        return domain.child("resource", "partition")
                .map(partition -> pools.pool(kind, partition.text().strip()))
                .orElse(ResourcePool.PRIMORDIAL);
    }

    private static Processor processor(XmlElement domain) {
        Optional<XmlElement> vcpu = domain.child("vcpu");
        int maximum = Math.max(1, (int) number(vcpu.map(XmlElement::text).orElse("1")));
        int count = vcpu.flatMap(element -> element.attribute("current"))
                .map(current -> (int) number(current))
                .orElse(maximum);
        Optional<XmlElement> tuning = domain.child("cputune");
        long quota = tuning.map(element -> number(element.textOf("quota"))).orElse(0L);
        long period = tuning.map(element -> number(element.textOf("period"))).orElse(0L);
        long shares = tuning.map(element -> number(element.textOf("shares"))).orElse(0L);
        return new Processor(
                Math.max(1, count),
                Math.max(maximum, count),
                shares > 0 ? OptionalInt.of((int) shares) : OptionalInt.empty(),
                ProcessorLimit.percent(quota, period),
                pinning(domain));
    }

    /** Where processors may run: each for itself, or all of them; of several answers, all together. */
    static ProcessorSet pinning(XmlElement domain) {
        ProcessorSet each = domain.child("cputune").stream()
                .flatMap(tuning -> tuning.children("vcpupin"))
                .map(pin -> processors(pin.attributeOr("cpuset", "")))
                .reduce(ProcessorSet.ANY, ProcessorSet::with);
        return each.isAny()
                ? processors(domain.child("vcpu")
                        .map(vcpu -> vcpu.attributeOr("cpuset", ""))
                        .orElse(""))
                : each;
    }

    private static ProcessorSet processors(String text) {
        try {
            return ProcessorSet.parse(text);
        } catch (IllegalArgumentException e) {
            return ProcessorSet.ANY;
        }
    }

    private static Memory memory(XmlElement domain) {
        long maximum =
                Math.max(1, domain.child("memory").map(DomainReader::bytes).orElse(1L));
        long current = domain.child("currentMemory").map(DomainReader::bytes).orElse(maximum);
        return new Memory(
                Math.max(1, Math.min(current, maximum)),
                maximum,
                domain.child("memoryBacking", "hugepages").isPresent());
    }

    private Stream<Disk> disk(XmlElement device) {
        if (device.name().equals("filesystem")) {
            return Stream.of(filesystem(device)).filter(folder -> folder.id().startsWith("/"));
        }
        if (!device.name().equals("disk")) {
            return Stream.empty();
        }
        Optional<VolumeLookup.Located> source = device.child("source").flatMap(this::located);
        Optional<XmlElement> target = device.child("target");
        Disk.Type type = type(device.attributeOr("device", "disk"));
        return Stream.of(new Disk(
                target.map(element -> element.attributeOr("dev", "")).orElse(""),
                type,
                bus(target.map(element -> element.attributeOr("bus", "")).orElse("")),
                source.map(VolumeLookup.Located::id),
                format(
                        type,
                        device.child("driver")
                                .map(driver -> driver.attributeOr("type", "raw"))
                                .orElseGet(() -> usualFormat(device))),
                source.map(VolumeLookup.Located::capacityBytes).orElse(0L),
                device.child("readonly").isPresent(),
                DiskTuningXml.read(device)));
    }

    /**
     * A container's file tree: what it has instead of a disk. Its id is the folder where the container sees it; what a
     * machine shares with its host has a name there instead, and is no disk.
     */
    private Disk filesystem(XmlElement device) {
        return new Disk(
                device.child("target")
                        .map(target -> target.attributeOr("dir", "/"))
                        .orElse("/"),
                Disk.Type.DISK,
                Disk.Bus.OTHER,
                device.child("source").flatMap(this::located).map(VolumeLookup.Located::id),
                VolumeFormat.RAW,
                0,
                device.child("readonly").isPresent());
    }

    private Optional<VolumeLookup.Located> located(XmlElement source) {
        Optional<String> volume = source.attribute("volume");
        if (volume.isPresent()) {
            return Optional.of(volumes.named(new VolumeId(source.attributeOr("pool", ""), volume.orElseThrow())));
        }
        return Stream.of("file", "dev", "dir", "name")
                .flatMap(attribute -> source.attribute(attribute).stream())
                .findFirst()
                .map(volumes::atPath);
    }

    private static Disk.Type type(String device) {
        return switch (device) {
            case "cdrom" -> Disk.Type.CD;
            case "floppy" -> Disk.Type.FLOPPY;
            default -> Disk.Type.DISK;
        };
    }

    private static Disk.Bus bus(String text) {
        return Stream.of(Disk.Bus.values())
                .filter(bus -> bus.text().equals(text))
                .findFirst()
                .orElse(Disk.Bus.OTHER);
    }

    /** What a disk without a driver is. VMware's paths are {@code [DATASTORE] FOLDER/FILE}. */
    private static String usualFormat(XmlElement disk) {
        return disk.child("source")
                .flatMap(source -> source.attribute("file"))
                .filter(path -> path.startsWith("[") && path.endsWith(".vmdk"))
                .map(path -> "vmdk")
                .orElse("raw");
    }

    /** Formats that the model does not know are shown as raw; they are never written back. */
    private static VolumeFormat format(Disk.Type type, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "qcow2" -> VolumeFormat.QCOW2;
            case "vmdk" -> VolumeFormat.VMDK;
            case "iso" -> VolumeFormat.ISO;
            // libvirt has no word of its own for what is on a CD.
            default -> type == Disk.Type.CD ? VolumeFormat.ISO : VolumeFormat.RAW;
        };
    }

    private static Stream<Nic> nic(XmlElement device) {
        Optional<String> mac = device.child("mac").flatMap(element -> element.attribute("address"));
        if (!device.name().equals("interface") || mac.isEmpty()) {
            return Stream.empty();
        }
        Nic.Attachment attachment = switch (device.attributeOr("type", "")) {
            case "network" -> Nic.Attachment.NETWORK;
            case "bridge" -> Nic.Attachment.BRIDGE;
            case "user" -> Nic.Attachment.USER;
            default -> Nic.Attachment.OTHER;
        };
        Function<String, String> source = attribute -> device.child("source")
                .flatMap(element -> element.attribute(attribute))
                .orElse("");
        String connection = switch (attachment) {
            case NETWORK -> source.apply("network");
            case BRIDGE -> source.apply("bridge");
            case USER -> "";
            case OTHER -> source.apply("dev");
        };
        return Stream.of(new Nic(
                new MacAddress(mac.orElseThrow()),
                attachment,
                connection,
                device.child("model")
                        .map(model -> model.attributeOr("type", ""))
                        .orElse(""),
                vlan(device),
                BandwidthXml.read(device)));
    }

    /** The only tag of an adapter or a network; a trunk of several is none that the model knows. */
    static OptionalInt vlan(XmlElement owner) {
        List<XmlElement> tags = owner.child("vlan").stream()
                .flatMap(vlan -> vlan.children("tag"))
                .toList();
        return tags.size() == 1
                ? OptionalInt.of((int) number(tags.get(0).attributeOr("id", "0")))
                : OptionalInt.empty();
    }

    /** A size with libvirt's unit attribute; KiB is the default. */
    private static long bytes(XmlElement size) {
        long unit = switch (size.attributeOr("unit", "KiB")) {
            case "b", "bytes" -> 1L;
            case "KB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case "TB" -> 1_000_000_000_000L;
            case "M", "MiB" -> 1L << 20;
            case "G", "GiB" -> 1L << 30;
            case "T", "TiB" -> 1L << 40;
            default -> 1L << 10;
        };
        return number(size.text()) * unit;
    }

    /** A number, or 0 for anything else: a limit of "unlimited", an empty element. */
    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
