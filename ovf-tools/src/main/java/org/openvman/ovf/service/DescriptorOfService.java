package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;

/** Makes the descriptor of a service. */
final class DescriptorOfService {
    private static final Location MADE = Location.of("(service manifest)");

    private final ServiceManifest manifest;
    /** File id by path, images first, then attached files in the order of the tiers. */
    private final Map<String, String> fileIds = new LinkedHashMap<>();

    DescriptorOfService(ServiceManifest manifest) {
        this.manifest = manifest;
        for (Image image : manifest.images()) {
            fileIds.put(image.file(), image.id());
        }
        Set<String> taken = new HashSet<>(fileIds.values());
        int next = 1;
        for (Tier tier : manifest.tiers()) {
            for (AttachedFile attached : tier.attached().toList()) {
                if (!fileIds.containsKey(attached.file())) {
                    while (!taken.add("file-" + next)) {
                        next++;
                    }
                    fileIds.put(attached.file(), "file-" + next);
                }
            }
        }
    }

    Descriptor descriptor() {
        List<FileReference> files = new ArrayList<>();
        fileIds.forEach((path, id) -> files.add(
                new FileReference(id, Hrefs.encode(path), OptionalLong.empty(), "", OptionalLong.empty(), MADE)));
        List<Section> sections = new ArrayList<>();
        sections.add(new DiskSection("Virtual disks", disks(), MADE));
        if (!manifest.networks().isEmpty()) {
            sections.add(new NetworkSection(
                    "Logical networks",
                    manifest.networks().stream()
                            .map(network -> new NetworkSection.Network(network.name(), network.description(), MADE))
                            .toList(),
                    MADE));
        }
        if (!manifest.options().isEmpty()) {
            sections.add(new DeploymentOptionSection(
                    "Configurations to choose from",
                    manifest.options().stream()
                            .map(option -> new DeploymentOptionSection.Configuration(
                                    option.id(), option.byDefault(), option.label(), option.description(), MADE))
                            .toList(),
                    MADE));
        }
        for (int i = 0; i < manifest.placement().size(); i++) {
            sections.add(new PlacementGroupSection(
                    "Placement of systems",
                    placementGroup(i),
                    manifest.placement().get(i).kind().policy(),
                    "",
                    MADE));
        }
        return new Descriptor(OvfVersion.V2, files, sections, collection(), List.of());
    }

    /** A disk for each tier, and one for each image that no tier uses, so that it stays in the package. */
    private List<DiskSection.Disk> disks() {
        List<DiskSection.Disk> disks = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Tier tier : manifest.tiers()) {
            disks.add(disk(HardwareOfTier.diskId(tier), manifest.imageOf(tier)));
            used.add(tier.image());
        }
        for (Image image : manifest.images()) {
            if (!used.contains(image.id())) {
                disks.add(disk("image." + image.id(), image));
            }
        }
        return disks;
    }

    private static DiskSection.Disk disk(String id, Image image) {
        ByteSize capacity = image.capacity();
        int exponent = capacity.binaryExponent();
        return new DiskSection.Disk(
                id,
                Long.toString(capacity.bytes() >> exponent),
                ProgrammaticUnits.ofExponent(exponent),
                image.id(),
                image.format().uri(),
                "",
                "",
                MADE);
    }

    private VirtualSystemCollection collection() {
        ServiceInfo service = manifest.service();
        List<Section> sections = new ArrayList<>();
        if (!service.description().isEmpty()) {
            sections.add(new AnnotationSection("What the service is for", service.description(), MADE));
        }
        sections.add(new ProductSection(
                "The service",
                "",
                "",
                service.name(),
                service.vendor(),
                service.version(),
                "",
                Map.of(),
                List.of(),
                MADE));
        sections.add(new StartupSection(
                "Order of start",
                manifest.tiers().stream().map(DescriptorOfService::startupItem).toList(),
                MADE));
        if (!(manifest.kpis().isEmpty()
                && manifest.elasticity().isEmpty()
                && manifest.sla().isEmpty())) {
            sections.add(ServiceExtensions.serviceLevel(manifest));
        }
        List<Content> systems =
                manifest.tiers().stream().<Content>map(this::system).toList();
        return new VirtualSystemCollection(
                service.name(), "A service of one or more tiers", "", sections, systems, MADE);
    }

    private static StartupSection.Item startupItem(Tier tier) {
        return new StartupSection.Item(
                tier.name(),
                tier.start().order(),
                (int) tier.start().delay().toSeconds(),
                tier.ready().isPresent(),
                0,
                "powerOn",
                "guestShutdown",
                MADE);
    }

    private VirtualSystem system(Tier tier) {
        List<Section> sections = new ArrayList<>(products(tier));
        sections.add(HardwareOfTier.section(tier));
        List<ScaleOutSection.InstanceCount> counts = instanceCounts(tier);
        if (!counts.isEmpty()) {
            sections.add(new ScaleOutSection("How many instances there may be", tier.name(), "", counts, MADE));
        }
        for (int i = 0; i < manifest.placement().size(); i++) {
            if (manifest.placement().get(i).tiers().contains(tier.name())) {
                sections.add(new PlacementSection("Placement of this system", placementGroup(i), MADE));
            }
        }
        if (tier.attached().findAny().isPresent()) {
            sections.add(new EnvironmentFilesSection("Files for the guest", environmentFiles(tier), MADE));
        }
        tier.ready().map(ServiceExtensions::readiness).ifPresent(sections::add);
        return new VirtualSystem(tier.name(), "A tier of the service", tier.title(), sections, MADE);
    }

    /** One for each configuration that says its own, after the one for all others; none when there is always one. */
    private static List<ScaleOutSection.InstanceCount> instanceCounts(Tier tier) {
        List<ScaleOutSection.InstanceCount> counts = new ArrayList<>();
        tier.options()
                .forEach((id, option) ->
                        option.instances().ifPresent(instances -> counts.add(instanceCount(instances, id))));
        if (!counts.isEmpty() || !tier.instances().equals(Instances.one())) {
            counts.add(0, instanceCount(tier.instances(), ""));
        }
        return counts;
    }

    private static ScaleOutSection.InstanceCount instanceCount(Instances instances, String configuration) {
        return new ScaleOutSection.InstanceCount(
                instances.min(), instances.initial(), OptionalInt.of(instances.max()), configuration, MADE);
    }

    private List<EnvironmentFilesSection.EnvironmentFile> environmentFiles(Tier tier) {
        return Stream.of(AttachedFile.Kind.values())
                .flatMap(
                        kind -> kind.of(tier).stream().map(file -> environmentFile(file, ServiceExtensions.kind(kind))))
                .toList();
    }

    private EnvironmentFilesSection.EnvironmentFile environmentFile(AttachedFile file, Map<QName, String> extensions) {
        return new EnvironmentFilesSection.EnvironmentFile(
                fileIds.getOrDefault(file.file(), ""), file.as(), extensions, MADE);
    }

    /** One product section for each class of keys; DSP0243 allows a class only once in a system. */
    private static List<ProductSection> products(Tier tier) {
        Map<String, List<ProductSection.Property>> byClass = new LinkedHashMap<>();
        boolean mixed = isMixed(tier.properties());
        for (int i = 0; i < tier.properties().size(); i++) {
            Property property = tier.properties().get(i);
            Map<QName, String> extensions =
                    mixed ? Map.of(ServiceExtensions.position(), Integer.toString(i)) : Map.of();
            byClass.computeIfAbsent(property.productClass(), name -> new ArrayList<>())
                    .add(new ProductSection.Property(
                            "",
                            property.shortKey(),
                            property.type(),
                            Optional.of(property.value()),
                            property.userConfigurable(),
                            property.password(),
                            property.qualifiers(),
                            property.label(),
                            property.description(),
                            valuesByOption(tier, property.key()),
                            extensions,
                            MADE));
        }
        return byClass.entrySet().stream()
                .map(entry -> new ProductSection(
                        "Settings of the guest", entry.getKey(), "", "", "", "", "", Map.of(), entry.getValue(), MADE))
                .toList();
    }

    private static Map<String, String> valuesByOption(Tier tier, String key) {
        Map<String, String> values = new LinkedHashMap<>();
        tier.options().forEach((id, option) -> {
            String value = option.values().get(key);
            if (value != null) {
                values.put(id, value);
            }
        });
        return values;
    }

    /** Whether a class comes again after another one, so that grouping changes the order. */
    private static boolean isMixed(List<Property> properties) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < properties.size(); i++) {
            String productClass = properties.get(i).productClass();
            boolean follows = i > 0 && properties.get(i - 1).productClass().equals(productClass);
            if (!seen.add(productClass) && !follows) {
                return true;
            }
        }
        return false;
    }

    private static String placementGroup(int index) {
        return "placement-" + (index + 1);
    }
}
