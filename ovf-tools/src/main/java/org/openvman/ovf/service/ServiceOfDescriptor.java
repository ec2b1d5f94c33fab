package org.openvman.ovf.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;

/** Understands a descriptor as a service; everything that stands in the way is reported at once. */
final class ServiceOfDescriptor {
    private final Descriptor descriptor;
    private final List<ManifestProblem> problems = new ArrayList<>();

    ServiceOfDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    ServiceManifest manifest() {
        Content content = descriptor.content();
        List<NetworkSpec> networks = readAll(
                descriptor.networks().toList(),
                network -> network.at(),
                network -> new NetworkSpec(network.name(), network.description()));
        List<Image> images = images();
        List<Tier> tiers = readAll(descriptor.systems().toList(), VirtualSystem::at, this::tier);
        Optional<ServiceInfo> service = read(content.at(), this::service);
        Optional<List<Kpi>> kpis = read(content.at(), () -> ServiceExtensions.kpisOf(content));
        Optional<List<ElasticityRule>> rules = read(content.at(), () -> ServiceExtensions.rulesOf(content));
        Optional<List<Objective>> objectives = read(content.at(), () -> ServiceExtensions.objectivesOf(content));
        List<PlacementRule> placement = readAll(
                descriptor.sections(PlacementGroupSection.class).toList(),
                PlacementGroupSection::at,
                this::placementRule);
        if (!problems.isEmpty()) {
            throw new ManifestException(problems);
        }
        return new ServiceManifest(
                service.orElseThrow(),
                networks,
                images,
                tiers,
                kpis.orElseThrow(),
                rules.orElseThrow(),
                placement,
                objectives.orElseThrow());
    }

    private ServiceInfo service() {
        Content content = descriptor.content();
        Optional<ProductSection> product = content.section(ProductSection.class);
        return new ServiceInfo(
                product.map(ProductSection::product)
                        .filter(name -> !name.isEmpty())
                        .orElse(content.id()),
                product.map(ProductSection::version).orElse(""),
                product.map(ProductSection::vendor).orElse(""),
                content.section(AnnotationSection.class)
                        .map(AnnotationSection::annotation)
                        .orElse(""));
    }

    /** An image is a file that a disk is made from. */
    private List<Image> images() {
        Map<String, DiskSection.Disk> byFile = new LinkedHashMap<>();
        descriptor.disks().forEach(disk -> byFile.putIfAbsent(disk.fileRef(), disk));
        List<FileReference> files = descriptor.files().stream()
                .filter(file -> byFile.containsKey(file.id()))
                .toList();
        return readAll(files, FileReference::at, file -> image(file, byFile));
    }

    private static Image image(FileReference file, Map<String, DiskSection.Disk> disks) {
        DiskSection.Disk disk = disks.get(file.id());
        if (disk == null) {
            throw new IllegalArgumentException("no disk is made from file '" + file.id() + "'");
        }
        ByteSize capacity = ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits())
                .orElseThrow(() -> new IllegalArgumentException("disk '" + disk.id() + "' has the capacity '"
                        + disk.capacity() + "' in units of '" + disk.capacityUnits() + "', which is no size"));
        ImageFormat format = ImageFormat.ofUri(disk.format())
                .orElseThrow(() -> new IllegalArgumentException(
                        "disk '" + disk.id() + "' has the unknown format '" + disk.format() + "'"));
        return new Image(file.id(), Hrefs.decode(file.href()), format, capacity);
    }

    private Tier tier(VirtualSystem system) {
        VirtualHardwareSection hardware = system.section(VirtualHardwareSection.class)
                .orElseThrow(
                        () -> new IllegalArgumentException("system '" + system.id() + "' has no virtual hardware"));
        return new Tier(
                system.id(),
                system.name(),
                imageId(system, hardware),
                hardware(system, hardware),
                hardware.items().stream()
                        .filter(item -> item.is(ResourceType.ETHERNET_ADAPTER))
                        .flatMap(item -> item.connections().stream())
                        .toList(),
                start(system),
                ServiceExtensions.readinessOf(system),
                instances(system),
                attached(system, true),
                attached(system, false),
                properties(system));
    }

    private String imageId(VirtualSystem system, VirtualHardwareSection hardware) {
        return hardware.items().stream()
                .flatMap(HardwareItem::diskIds)
                .flatMap(id -> descriptor.disks().filter(disk -> disk.id().equals(id)))
                .map(DiskSection.Disk::fileRef)
                .filter(file -> !file.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "system '" + system.id() + "' has no disk that is made from a file of the package"));
    }

    private static Hardware hardware(VirtualSystem system, VirtualHardwareSection section) {
        int cpus = (int) item(system, section, ResourceType.PROCESSOR, false)
                .quantity()
                .orElseThrow(() -> new IllegalArgumentException("system '" + system.id() + "' has no processor count"));
        ByteSize memory = memory(system, item(system, section, ResourceType.MEMORY, false));
        return new Hardware(
                cpus,
                memory,
                (int) item(system, section, ResourceType.PROCESSOR, true)
                        .quantity()
                        .orElse(cpus),
                memory(system, item(system, section, ResourceType.MEMORY, true)));
    }

    /** The item that says how much there is, or, when there is a range, how much there may be. */
    private static HardwareItem item(
            VirtualSystem system, VirtualHardwareSection section, ResourceType type, boolean most) {
        return section.items().stream()
                .filter(item -> item.is(type))
                .filter(item -> most
                        ? !item.bound().equals("min")
                        : item.bound().isEmpty() || item.bound().equals("normal"))
                .reduce((first, second) -> most ? second : first)
                .orElseThrow(
                        () -> new IllegalArgumentException("system '" + system.id() + "' has no " + type + " item"));
    }

    private static ByteSize memory(VirtualSystem system, HardwareItem item) {
        String quantity = item.setting("VirtualQuantity").orElse("");
        String units = item.setting("AllocationUnits").orElse("byte * 2^20");
        return ProgrammaticUnits.size(quantity, units)
                .orElseThrow(() -> new IllegalArgumentException("system '" + system.id() + "' has '" + quantity
                        + "' of memory in units of '" + units + "', which is no size"));
    }

    private Start start(VirtualSystem system) {
        return descriptor
                .content()
                .sections(StartupSection.class)
                .flatMap(section -> section.items().stream())
                .filter(item -> item.id().equals(system.id()))
                .findFirst()
                .map(item -> new Start(item.order(), Duration.ofSeconds(item.startDelay())))
                .orElse(new Start(0, Duration.ZERO));
    }

    private static Instances instances(VirtualSystem system) {
        return system.section(ScaleOutSection.class)
                .flatMap(section -> section.counts().stream().findFirst())
                .map(count -> new Instances(
                        count.minimum(), count.initial(), count.maximum().orElse(Math.max(1, count.initial()))))
                .orElse(Instances.one());
    }

    private List<AttachedFile> attached(VirtualSystem system, boolean scripts) {
        return system.sections(EnvironmentFilesSection.class)
                .flatMap(section -> section.files().stream())
                .filter(file -> file.extensions().containsKey(ServiceExtensions.kind()) == scripts)
                .map(file -> new AttachedFile(
                        descriptor
                                .file(file.fileRef())
                                .map(reference -> Hrefs.decode(reference.href()))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "there is no file '" + file.fileRef() + "' in References")),
                        file.path()))
                .toList();
    }

    /** A property and where it stood in the manifest. */
    private record Placed(int position, Property property) {}

    private static List<Property> properties(VirtualSystem system) {
        List<Placed> placed = new ArrayList<>();
        for (ProductSection section : system.sections(ProductSection.class).toList()) {
            for (ProductSection.Property property : section.properties()) {
                int position = Integer.parseInt(
                        property.extensions().getOrDefault(ServiceExtensions.position(), "" + placed.size()));
                placed.add(new Placed(
                        position,
                        new Property(
                                section.environmentKey(property),
                                property.value().orElse(""),
                                property.type(),
                                property.userConfigurable(),
                                property.password(),
                                property.qualifiers(),
                                property.label(),
                                property.description())));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::position))
                .map(Placed::property)
                .toList();
    }

    private PlacementRule placementRule(PlacementGroupSection group) {
        PlacementRule.Kind kind = PlacementRule.Kind.AFFINITY.policy().equals(group.policy())
                ? PlacementRule.Kind.AFFINITY
                : PlacementRule.Kind.ANTIAFFINITY;
        return new PlacementRule(
                kind,
                descriptor
                        .systems()
                        .filter(system -> system.sections(PlacementSection.class)
                                .anyMatch(placement -> placement.group().equals(group.id())))
                        .map(VirtualSystem::id)
                        .toList());
    }

    private <S, T> List<T> readAll(List<S> sources, Function<S, Location> at, Function<S, T> reader) {
        return sources.stream()
                .flatMap(source -> read(at.apply(source), () -> reader.apply(source)).stream())
                .toList();
    }

    private <T> Optional<T> read(Location at, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException invalid) {
            problems.add(
                    ManifestProblem.of("", String.valueOf(invalid.getMessage())).locatedAt(at));
            return Optional.empty();
        }
    }
}
