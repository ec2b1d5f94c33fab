package org.openvman.ovf.model;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * An OVF descriptor: the envelope and what is in it (DSP0243, Envelope).
 *
 * @param sections the envelope's own: disks, networks, deployment options, placement groups
 * @param messages the Strings elements, as they are
 */
public record Descriptor(
        OvfVersion version,
        List<FileReference> files,
        List<Section> sections,
        Content content,
        List<XmlElement> messages) {

    public Descriptor {
        files = List.copyOf(files);
        sections = List.copyOf(sections);
        messages = List.copyOf(messages);
    }

    public Optional<FileReference> file(String id) {
        return files.stream().filter(file -> file.id().equals(id)).findFirst();
    }

    public Stream<DiskSection.Disk> disks() {
        return sections(DiskSection.class).flatMap(section -> section.disks().stream());
    }

    public Stream<NetworkSection.Network> networks() {
        return sections(NetworkSection.class).flatMap(section -> section.networks().stream());
    }

    /** All systems, in document order. */
    public Stream<VirtualSystem> systems() {
        return content.systems();
    }

    /** The envelope's sections of one kind, in document order. */
    public <T extends Section> Stream<T> sections(Class<T> kind) {
        return sections.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The same, with the size of each file filled in. */
    public Descriptor withFileSizes(ToLongFunction<FileReference> size) {
        List<FileReference> sized = files.stream()
                .map(file -> file.withSize(size.applyAsLong(file)))
                .toList();
        return new Descriptor(version, sized, sections, content, messages);
    }
}
