package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.ovf2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;
import org.openvman.ovf.model.XmlElement;

/** Writes a descriptor as OVF 2.0 or 1.1, in the order its schema wants (DSP8023 2.0.1, 1.1.1). */
public final class DescriptorWriter {
    private final XmlOutput xml = new XmlOutput();
    private final OvfVersion version;

    /** Writes OVF 2.0. */
    public DescriptorWriter() {
        this(OvfVersion.V2);
    }

    /**
     * Writes this version.
     *
     * @throws IllegalArgumentException for what came before the standard
     */
    public DescriptorWriter(OvfVersion version) {
        if (version == OvfVersion.V0_9) {
            throw new IllegalArgumentException("OVF 0.9 is not written from a model, but converted from 1.1 or 2.0");
        }
        this.version = version;
    }

    private static Map<String, String> prefixes(OvfVersion version) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put(version.namespace(), "ovf");
        prefixes.putIfAbsent(OvfVersion.V2.namespace(), "ovf2");
        prefixes.put(OvfNames.RASD, "rasd");
        prefixes.put(OvfNames.VSSD, "vssd");
        prefixes.put(OvfNames.EPASD, "epasd");
        prefixes.put(OvfNames.SASD, "sasd");
        prefixes.put(OvfNames.OPENVMAN, "ovm");
        return prefixes;
    }

    /** The document in UTF-8. */
    public byte[] write(Descriptor descriptor) {
        XmlElement envelope = envelope(descriptor);
        return xml.write(version == OvfVersion.V1 ? FirstEnvelope.of(envelope) : envelope, prefixes(version));
    }

    private static XmlElement envelope(Descriptor descriptor) {
        return XmlElement.of(ovf2("Envelope"))
                .with(XmlElement.of(ovf2("References"))
                        .withAll(descriptor.files().stream().map(DescriptorWriter::file)))
                .withAll(descriptor.sections().stream().map(SectionWriter::write))
                .with(content(descriptor.content()))
                .withAll(descriptor.messages().stream());
    }

    private static XmlElement file(FileReference file) {
        XmlElement element =
                XmlElement.of(ovf2("File")).with(ovf2("id"), file.id()).with(ovf2("href"), file.href());
        if (file.size().isPresent()) {
            element = element.with(ovf2("size"), Long.toString(file.size().getAsLong()));
        }
        element = SectionWriter.unlessEmpty(element, "compression", file.compression());
        if (file.chunkSize().isPresent()) {
            element = element.with(
                    ovf2("chunkSize"), Long.toString(file.chunkSize().getAsLong()));
        }
        return element;
    }

    private static XmlElement content(Content content) {
        XmlElement element = XmlElement.of(ovf2(elementName(content)))
                .with(ovf2("id"), content.id())
                .with(SectionWriter.textElement("Info", content.info()));
        if (!content.name().isEmpty()) {
            element = element.with(SectionWriter.textElement("Name", content.name()));
        }
        element = element.withAll(content.sections().stream().map(SectionWriter::write));
        if (content instanceof VirtualSystemCollection collection) {
            element = element.withAll(collection.members().stream().map(DescriptorWriter::content));
        }
        return element;
    }

    private static String elementName(Content content) {
        return content instanceof VirtualSystem ? "VirtualSystem" : "VirtualSystemCollection";
    }
}
