package org.openvman.ovf.context;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.context.jaxb.Entity;
import org.openvman.ovf.context.jaxb.Environment;
import org.openvman.ovf.context.jaxb.PlatformSection;
import org.openvman.ovf.context.jaxb.Property;
import org.openvman.ovf.context.jaxb.PropertySection;
import org.openvman.ovf.io.XmlInput;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/** Writes and reads the OVF environment document. An instance may be shared by threads; making one takes a moment. */
public final class EnvironmentXml {
    private final JAXBContext jaxb;
    private final XmlInput xml = new XmlInput();

    public EnvironmentXml() {
        try {
            jaxb = JAXBContext.newInstance(Environment.class);
        } catch (JAXBException impossible) {
            throw new IllegalStateException("the generated classes do not bind", impossible);
        }
    }

    /** The document in UTF-8; whatever the values hold is escaped. */
    public byte[] write(OvfEnvironment environment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Marshaller marshaller = jaxb.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
            marshaller.marshal(toJaxb(environment), bytes);
        } catch (JAXBException impossible) {
            throw new IllegalStateException("writing XML to memory failed", impossible);
        }
        // JAXB leaves tabs in attributes as they are, which a reader takes for spaces (XML 1.0, 3.3.3).
        return bytes.toString(StandardCharsets.UTF_8).replace("\t", "&#x9;").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a document; sections it does not know are skipped.
     *
     * @param file name to use in locations
     * @throws OvfException when it is no OVF environment
     */
    public OvfEnvironment read(String file, byte[] bytes) {
        xml.read(file, bytes); // refuses what is malformed or hostile, at its place
        try {
            XMLStreamReader reader = xml.stream(bytes);
            try {
                return fromJaxb(jaxb.createUnmarshaller()
                        .unmarshal(reader, Environment.class)
                        .getValue());
            } finally {
                reader.close();
            }
        } catch (JAXBException | XMLStreamException malformed) {
            throw new OvfException(Location.of(file), "not an OVF environment: " + reason(malformed), malformed);
        }
    }

    private static String reason(Exception malformed) {
        Throwable cause = malformed.getCause() == null ? malformed : malformed.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static Environment toJaxb(OvfEnvironment environment) {
        Environment document = new Environment();
        document.setId(environment.id());
        PlatformSection platform = new PlatformSection();
        platform.setKind(environment.platform().kind());
        platform.setVersion(environment.platform().version());
        platform.setVendor(environment.platform().vendor());
        platform.setLocale(environment.platform().locale());
        document.setPlatformSection(platform);
        document.setPropertySection(section(environment.properties()));
        for (OvfEnvironment.Entity sibling : environment.siblings()) {
            Entity entity = new Entity();
            entity.setId(sibling.id());
            entity.setPropertySection(section(sibling.properties()));
            document.getEntity().add(entity);
        }
        return document;
    }

    private static PropertySection section(Map<String, String> properties) {
        PropertySection section = new PropertySection();
        properties.forEach((key, value) -> {
            Property property = new Property();
            property.setKey(key);
            property.setValue(value);
            section.getProperty().add(property);
        });
        return section;
    }

    private static OvfEnvironment fromJaxb(Environment document) {
        PlatformSection platform =
                Optional.ofNullable(document.getPlatformSection()).orElseGet(PlatformSection::new);
        List<OvfEnvironment.Entity> siblings = document.getEntity().stream()
                .map(entity -> new OvfEnvironment.Entity(text(entity.getId()), properties(entity.getPropertySection())))
                .toList();
        return new OvfEnvironment(
                text(document.getId()),
                new OvfEnvironment.Platform(
                        text(platform.getKind()),
                        text(platform.getVersion()),
                        text(platform.getVendor()),
                        text(platform.getLocale())),
                properties(document.getPropertySection()),
                siblings);
    }

    private static Map<String, String> properties(@Nullable PropertySection section) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (section != null) {
            section.getProperty()
                    .forEach(property -> properties.put(text(property.getKey()), text(property.getValue())));
        }
        return properties;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
