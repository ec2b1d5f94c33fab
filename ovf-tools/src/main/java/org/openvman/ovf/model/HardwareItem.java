package org.openvman.ovf.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One allocation of virtual hardware: a CIM_ResourceAllocationSettingData or one of its two later forms.
 *
 * @param settings values by CIM property name, sorted, because the schema wants alphabetical order
 * @param bound {@code normal}, {@code min}, {@code max} or empty (DSP0243, ranges on elements)
 * @param configuration ids of configurations it holds for; empty for all
 * @param required whether an importer that cannot give it must fail
 */
public record HardwareItem(
        Form form,
        Map<String, List<String>> settings,
        String bound,
        String configuration,
        boolean required,
        Location at) {

    /** The element an item is written as. */
    public enum Form {
        ITEM("Item"),
        ETHERNET_PORT("EthernetPortItem"),
        STORAGE("StorageItem");

        private final String element;

        Form(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }

    public HardwareItem {
        TreeMap<String, List<String>> sorted = new TreeMap<>();
        settings.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        settings = Collections.unmodifiableMap(sorted);
    }

    public Optional<String> setting(String name) {
        return settings.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String instanceId() {
        return setting("InstanceID").or(() -> setting("InstanceId")).orElse("");
    }

    public String name() {
        return setting("ElementName").or(() -> setting("Caption")).orElse("");
    }

    /** A number that {@link ResourceType} names for the common ones; absent when it is missing or no number. */
    public OptionalInt resourceType() {
        OptionalLong number = number("ResourceType");
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    public boolean is(ResourceType type) {
        return resourceType().equals(OptionalInt.of(type.code()));
    }

    public OptionalLong quantity() {
        return number("VirtualQuantity");
    }

    /** Names of the networks it connects to. */
    public List<String> connections() {
        return settings.getOrDefault("Connection", List.of());
    }

    /** Ids of the disks of the package that back it, whatever the spelling of the reference. */
    public Stream<String> diskIds() {
        return hostResourceIds("disk/");
    }

    /** Ids of the files of the package that back it. */
    public Stream<String> fileIds() {
        return hostResourceIds("file/");
    }

    /** The standard writes {@code ovf:/disk/id}; {@code ovf://disk/id} and {@code /disk/id} are common too. */
    private Stream<String> hostResourceIds(String kind) {
        return settings.getOrDefault("HostResource", List.of()).stream()
                .map(resource -> resource.strip().replaceFirst("^(?:ovf:)?/{1,2}", ""))
                .filter(resource -> resource.startsWith(kind))
                .map(resource -> resource.substring(kind.length()));
    }

    private OptionalLong number(String name) {
        try {
            return setting(name)
                    .map(text -> OptionalLong.of(Long.parseLong(text.strip())))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
