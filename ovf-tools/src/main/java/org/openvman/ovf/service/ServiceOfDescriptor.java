package org.openvman.ovf.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
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
    private final Optional<Reservoir> reservoir;
    private final List<ManifestProblem> problems = new ArrayList<>();

    ServiceOfDescriptor(Descriptor descriptor, Optional<Reservoir> reservoir) {
        this.descriptor = descriptor;
        this.reservoir = reservoir;
    }

    ServiceManifest manifest() {
        Content content = descriptor.content();
        List<NetworkSpec> networks = readAll(
                descriptor.networks().toList(),
                network -> network.at(),
                network -> new NetworkSpec(network.name(), network.description()));
        List<Image> images = images();
        List<Tier> tiers = readAll(descriptor.systems().toList(), VirtualSystem::at, this::tier);
        List<DeploymentOption> options = readAll(
                configurations().toList(),
                DeploymentOptionSection.Configuration::at,
                option -> new DeploymentOption(option.id(), option.label(), option.description(), option.byDefault()));
        Optional<ServiceInfo> service = read(content.at(), this::service);
        Optional<List<Kpi>> kpis = read(content.at(), () -> with(ServiceExtensions.kpisOf(content), Reservoir::kpis));
        Optional<List<ElasticityRule>> rules =
                read(content.at(), () -> with(ServiceExtensions.rulesOf(content), Reservoir::rules));
        Optional<List<Objective>> objectives =
                read(content.at(), () -> with(ServiceExtensions.objectivesOf(content), Reservoir::objectives));
        List<PlacementRule> placement = readAll(
                descriptor.sections(PlacementGroupSection.class).toList(),
                PlacementGroupSection::at,
                this::placementRule);
        List<PlacementRule> extended =
                read(content.at(), () -> with(placement, Reservoir::placement)).orElse(placement);
        if (!problems.isEmpty()) {
            throw new ManifestException(problems);
        }
        return new ServiceManifest(
                service.orElseThrow(),
                networks,
                images,
                options,
                reservoir.isPresent() ? PropertyReferences.resolve(tiers) : tiers,
                kpis.orElseThrow(),
                rules.orElseThrow(),
                extended,
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
        HardwareOfSystem demand = new HardwareOfSystem(system, hardware);
        PropertiesOfSystem properties = PropertiesOfSystem.of(descriptor.content(), system);
        return new Tier(
                system.id(),
                system.name(),
                imageId(system, hardware),
                demand.hardware(),
                hardware.items().stream()
                        .filter(item -> item.is(ResourceType.ETHERNET_ADAPTER))
                        .flatMap(item -> item.connections().stream())
                        .toList(),
                start(system),
                ServiceExtensions.readinessOf(system),
                instances(system, "")
                        .or(() -> reservoir.flatMap(extension -> extension.instances(system.id())))
                        .orElse(Instances.one()),
                attached(system, AttachedFile.Kind.SCRIPT),
                attached(system, AttachedFile.Kind.FILE),
                attached(system, AttachedFile.Kind.DATABASE),
                properties.properties(),
                options(system, demand, properties));
    }

    /** What the configurations of the envelope change in a system. */
    private Map<String, TierOption> options(
            VirtualSystem system, HardwareOfSystem demand, PropertiesOfSystem properties) {
        Map<String, TierOption> options = new LinkedHashMap<>();
        configurations().map(DeploymentOptionSection.Configuration::id).forEach(id -> {
            Optional<Hardware> hardware = demand.under(id);
            Optional<Instances> instances = instances(system, id);
            Map<String, String> values = properties.valuesUnder(id);
            if (hardware.isPresent() || instances.isPresent() || !values.isEmpty()) {
                options.put(id, new TierOption(hardware, instances, values));
            }
        });
        return options;
    }

    private Stream<DeploymentOptionSection.Configuration> configurations() {
        return descriptor.sections(DeploymentOptionSection.class).flatMap(section -> section.configurations().stream());
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

    /** The counts for a configuration, or, for the empty one, those that hold for all. */
    private static Optional<Instances> instances(VirtualSystem system, String configuration) {
        return system.sections(ScaleOutSection.class)
                .flatMap(section -> section.counts().stream())
                .filter(count ->
                        List.of(count.configuration().strip().split("\\s+")).contains(configuration))
                .findFirst()
                .map(count -> new Instances(
                        count.minimum(), count.initial(), count.maximum().orElse(Math.max(1, count.initial()))));
    }

    private List<AttachedFile> attached(VirtualSystem system, AttachedFile.Kind kind) {
        return system.sections(EnvironmentFilesSection.class)
                .flatMap(section -> section.files().stream())
                .filter(file -> ServiceExtensions.is(kind, file))
                .map(file -> new AttachedFile(
                        descriptor
                                .file(file.fileRef())
                                .map(reference -> Hrefs.decode(reference.href()))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "there is no file '" + file.fileRef() + "' in References")),
                        file.path()))
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

    private <T> List<T> with(List<T> own, Function<Reservoir, List<T>> extension) {
        return Stream.concat(own.stream(), reservoir.stream().flatMap(found -> extension.apply(found).stream()))
                .toList();
    }

    private <S, T> List<T> readAll(List<S> sources, Function<S, Location> at, Function<S, T> reader) {
        return sources.stream()
                .flatMap(source -> read(at.apply(source), () -> reader.apply(source)).stream())
                .toList();
    }

    private <T> Optional<T> read(Location at, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (OvfException located) {
            problems.add(ManifestProblem.of("", located.problem()).locatedAt(located.location()));
            return Optional.empty();
        } catch (IllegalArgumentException invalid) {
            problems.add(
                    ManifestProblem.of("", String.valueOf(invalid.getMessage())).locatedAt(at));
            return Optional.empty();
        }
    }
}
