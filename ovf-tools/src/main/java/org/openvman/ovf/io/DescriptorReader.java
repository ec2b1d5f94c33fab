package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.attribute;
import static org.openvman.ovf.io.OvfNames.localName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;
import org.openvman.ovf.model.XmlElement;

/**
 * Reads OVF descriptors of all versions. It is lenient: what is missing becomes empty, what is unknown is carried as
 * it is, order does not matter; the checks judge that. Only a document without a system is refused.
 */
public final class DescriptorReader {
    /** Ten times what the largest public descriptors have; a tree of them fits into 64 MiB. */
    private static final long MOST_ELEMENTS = 65_536;

    private final XmlInput xml = new XmlInput(MOST_ELEMENTS);
    private final SectionReader sections = new SectionReader();

    /**
     * Reads a descriptor.
     *
     * @param file name to use in locations
     * @throws OvfException when it is no OVF descriptor
     */
    public OvfDocument read(String file, byte[] bytes) {
        ConventionalPrefixes prefixes = new ConventionalPrefixes();
        XmlElement root = xml.read(file, bytes, prefixes);
        return new OvfDocument(file, bytes, root, descriptor(root), prefixes.repairs());
    }

    private Descriptor descriptor(XmlElement root) {
        OvfVersion version = OvfNames.version(root.name().getNamespaceURI())
                .filter(known -> root.name().getLocalPart().equals("Envelope"))
                .orElseThrow(
                        () -> new OvfException(root.at(), "not an OVF envelope: the first element is " + root.name()));
        List<FileReference> files = new ArrayList<>();
        List<Section> envelopeSections = new ArrayList<>();
        List<XmlElement> messages = new ArrayList<>();
        Content content = null;
        for (XmlElement element : root.elements().toList()) {
            Optional<Content> found = content(element);
            if (found.isPresent()) {
                if (content != null) {
                    throw new OvfException(
                            element.at(),
                            "a second " + localName(element) + "; an envelope holds one (see " + content.at() + ")");
                }
                content = found.get();
            } else if (localName(element).equals("References")) {
                element.elements()
                        .filter(child -> localName(child).equals("File"))
                        .map(DescriptorReader::file)
                        .forEach(files::add);
            } else if (localName(element).equals("Strings")) {
                messages.add(element);
            } else {
                envelopeSections.add(sections.read(element));
            }
        }
        if (content == null) {
            throw new OvfException(root.at(), "the envelope has neither a VirtualSystem nor a VirtualSystemCollection");
        }
        return new Descriptor(version, files, envelopeSections, content, messages);
    }

    private static FileReference file(XmlElement element) {
        return new FileReference(
                attribute(element, "id").orElse(""),
                attribute(element, "href").orElse(""),
                number(attribute(element, "size")),
                attribute(element, "compression").orElse(""),
                number(attribute(element, "chunkSize")),
                element.at());
    }

    private static OptionalLong number(Optional<String> text) {
        try {
            return text.map(digits -> OptionalLong.of(Long.parseLong(digits.strip())))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    private Optional<Content> content(XmlElement element) {
        return switch (localName(element)) {
            case "VirtualSystem" ->
                Optional.of(new VirtualSystem(
                        attribute(element, "id").orElse(""),
                        SectionReader.child(element, "Info"),
                        SectionReader.child(element, "Name"),
                        sectionsOf(element),
                        element.at()));
            case "VirtualSystemCollection" ->
                Optional.of(new VirtualSystemCollection(
                        attribute(element, "id").orElse(""),
                        SectionReader.child(element, "Info"),
                        SectionReader.child(element, "Name"),
                        sectionsOf(element),
                        element.elements()
                                .flatMap(child -> content(child).stream())
                                .toList(),
                        element.at()));
            default -> Optional.empty();
        };
    }

    private List<Section> sectionsOf(XmlElement content) {
        return content.elements()
                .filter(child -> !List.of("Info", "Name", "VirtualSystem", "VirtualSystemCollection")
                        .contains(localName(child)))
                .map(sections::read)
                .toList();
    }
}
