package org.openvman.ovf.diff;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.EulaSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OperatingSystemSection;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.SystemFacts;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystemCollection;

/** A package as facts: what it says, by a path that both of two packages have when they say it of the same thing. */
final class PackageFacts {
    private final Descriptor descriptor;
    private final Map<String, String> facts = new LinkedHashMap<>();

    private PackageFacts(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    static Map<String, String> of(Descriptor descriptor) {
        PackageFacts facts = new PackageFacts(descriptor);
        facts.put("", "version", descriptor.version().toString());
        descriptor.files().forEach(facts::file);
        descriptor.sections().forEach(section -> facts.section("", section));
        facts.content("", descriptor.content());
        descriptor.messages().forEach(message -> facts.put("", "strings", Canonical.text(message)));
        return facts.facts;
    }

    /** A path that is taken already gets a number. */
    private void put(String path, String name, String value) {
        String wanted = path + name;
        String free = wanted;
        for (int number = 2; facts.containsKey(free); number++) {
            free = wanted + " " + number;
        }
        facts.put(free, value.strip().replaceAll("\\s+", " "));
    }

    private void putUnlessEmpty(String path, String name, String value) {
        if (!value.isBlank()) {
            put(path, name, value);
        }
    }

    private void file(FileReference file) {
        String size = file.size().isPresent() ? file.size().getAsLong() + " bytes" : "size not stated";
        String compression =
                file.compression().isEmpty() || file.compression().equals("identity") ? "" : ", " + file.compression();
        put("", "file " + file.href(), size + compression);
    }

    private void content(String path, Content content) {
        boolean collection = content instanceof VirtualSystemCollection;
        String here = path + (collection ? "collection " : "system ") + content.id() + "/";
        put(path, (collection ? "collection " : "system ") + content.id(), content.name());
        content.sections().forEach(section -> section(here, section));
        if (content instanceof VirtualSystemCollection members) {
            members.members().forEach(member -> content(here, member));
        }
    }

    private void section(String path, Section section) {
        if (section instanceof DiskSection disks) {
            disks.disks().forEach(disk -> put(path, "disk " + disk.id(), disk(disk)));
        } else if (section instanceof NetworkSection networks) {
            networks.networks().forEach(network -> put(path, "network " + network.name(), network.description()));
        } else if (section instanceof VirtualHardwareSection hardware) {
            HardwareFacts.of(hardware, this::backing).forEach((name, value) -> put(path, name, value));
        } else if (section instanceof ProductSection product) {
            product(path, product);
        } else if (section instanceof OperatingSystemSection system) {
            put(path, "operating system", (system.id() + " " + system.version()).strip());
        } else if (section instanceof AnnotationSection annotation) {
            put(path, "annotation", annotation.annotation());
        } else if (section instanceof EulaSection eula) {
            put(path, "licence", eula.license());
        } else if (section instanceof StartupSection startup) {
            startup.items().forEach(item -> put(path, "start " + item.id(), start(item)));
        } else if (section instanceof DeploymentOptionSection options) {
            options.configurations()
                    .forEach(option -> put(
                            path, "option " + option.id(), option.label() + (option.byDefault() ? " (default)" : "")));
        } else {
            lesser(path, section);
        }
    }

    private void lesser(String path, Section section) {
        if (section instanceof ScaleOutSection scale) {
            scale.counts().forEach(count -> put(path, "instances" + suffix(count.configuration()), count(count)));
        } else if (section instanceof PlacementGroupSection group) {
            put(path, "placement group " + group.id(), group.policy());
        } else if (section instanceof PlacementSection placement) {
            put(path, "placement", placement.group());
        } else if (section instanceof EnvironmentFilesSection files) {
            files.files().forEach(file -> put(path, "environment file " + file.path(), href(file.fileRef())));
        } else if (section instanceof OtherSection other) {
            put(path, "section " + other.element().name().getLocalPart(), Canonical.text(other.element()));
        }
    }

    private void product(String path, ProductSection product) {
        String name = path + "product" + suffix(product.productClass()) + suffix(product.instance()) + "/";
        putUnlessEmpty(name, "name", product.product());
        putUnlessEmpty(name, "vendor", product.vendor());
        putUnlessEmpty(name, "version", product.version());
        putUnlessEmpty(name, "full version", product.fullVersion());
        product.urls().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(url -> putUnlessEmpty(name, url.getKey(), url.getValue()));
        for (ProductSection.Property property : product.properties()) {
            put(path, "property " + product.environmentKey(property), property(property));
        }
    }

    private static String property(ProductSection.Property property) {
        String values = property.values().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(value -> ", " + value.getKey() + ": " + value.getValue())
                .collect(Collectors.joining());
        String value = property.password()
                ? "(secret)"
                : property.value().map(text -> "\"" + text + "\"").orElse("unset");
        return value + values + " (" + property.type()
                + (property.qualifiers().isEmpty() ? "" : ", " + property.qualifiers())
                + (property.userConfigurable() ? ", configurable" : "") + ")";
    }

    private static String start(StartupSection.Item item) {
        return "order " + item.order() + ", delay " + item.startDelay() + " s"
                + (item.waitingForGuest() ? " or guest" : "") + ", " + item.startAction() + "; stop delay "
                + item.stopDelay() + " s, " + item.stopAction();
    }

    private static String count(ScaleOutSection.InstanceCount count) {
        return count.initial() + " (" + count.minimum() + " to "
                + (count.maximum().isPresent() ? count.maximum().getAsInt() : "any") + ")";
    }

    private static String suffix(String word) {
        return word.isEmpty() ? "" : " " + word;
    }

    private String href(String fileId) {
        return descriptor.file(fileId).map(FileReference::href).orElse(fileId);
    }

    private String disk(DiskSection.Disk disk) {
        String source = disk.fileRef().isEmpty() ? "empty" : "from " + href(disk.fileRef());
        String parent = disk.parentRef().isEmpty() ? "" : ", on top of " + disk.parentRef();
        return SystemFacts.capacity(disk) + ", " + source + suffix(disk.format()) + parent;
    }

    /** What a drive holds, by disk id. */
    private String backing(String diskId) {
        return descriptor
                .disks()
                .filter(disk -> disk.id().equals(diskId))
                .findFirst()
                .map(this::disk)
                .orElse("unknown disk " + diskId);
    }
}
