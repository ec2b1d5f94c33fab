package org.openvman.endpoint.cimxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** Reads INSTANCE with its properties, and the values that properties and parameters share (DSP0201). */
final class InstanceReader {
    private InstanceReader() {}

    /** The instance in an INSTANCE; qualifiers in it are ignored, as DSP0200 recommends. */
    static CimInstance instance(XmlCursor at, String namespace) {
        String className = at.required("CLASSNAME");
        List<CimProperty> properties = new ArrayList<>();
        while (at.nextChild()) {
            switch (at.name()) {
                case "PROPERTY", "PROPERTY.ARRAY" -> properties.add(property(at, namespace));
                case "PROPERTY.REFERENCE" -> properties.add(referenceProperty(at, namespace));
                default -> at.skip();
            }
        }
        return new CimInstance(className, properties, Optional.empty());
    }

    /** The instance with its path in a VALUE.NAMEDINSTANCE. */
    static CimInstance namedInstance(XmlCursor at, String namespace) {
        CimPath path = null;
        CimInstance instance = null;
        while (at.nextChild()) {
            switch (at.name()) {
                case "INSTANCENAME" -> path = PathReader.path(at, namespace);
                case "INSTANCE" -> instance = instance(at, namespace);
                default -> at.skip();
            }
        }
        if (path == null || instance == null) {
            throw XmlCursor.notValid("a VALUE.NAMEDINSTANCE without a name or an instance");
        }
        return instance.withPath(path);
    }

    /** The instance that a string value carries as escaped XML; anything but an INSTANCE is refused. */
    static CimInstance embedded(String name, String text, String namespace, int maximumDepth) {
        try {
            XmlCursor inner = XmlCursor.on(text.strip(), maximumDepth);
            if (inner.name().equals("INSTANCE")) {
                return instance(inner, namespace);
            }
            throw invalid(name, "the embedded object is a " + inner.name() + ", expected an INSTANCE");
        } catch (RefusedException e) {
            throw invalid(name, "the embedded instance is " + e.getMessage());
        }
    }

    private static CimProperty property(XmlCursor at, String namespace) {
        String name = at.required("NAME");
        boolean array = at.name().equals("PROPERTY.ARRAY");
        CimType type = isEmbedding(at) ? CimType.EMBEDDED : type(name, at.required("TYPE"));
        Object value = null;
        while (at.nextChild()) {
            switch (at.name()) {
                case "VALUE", "VALUE.ARRAY" -> value = value(at, name, type, namespace);
                default -> at.skip();
            }
        }
        return typed(name, type, array, value);
    }

    private static CimProperty referenceProperty(XmlCursor at, String namespace) {
        String name = at.required("NAME");
        CimPath target = null;
        while (at.nextChild()) {
            if (at.name().equals("VALUE.REFERENCE")) {
                target = PathReader.reference(at, namespace);
            } else {
                at.skip();
            }
        }
        return typed(name, CimType.REFERENCE, false, target);
    }

    private static CimProperty typed(String name, CimType type, boolean array, @Nullable Object value) {
        try {
            return new CimProperty(name, type, array, value);
        } catch (IllegalArgumentException e) {
            throw mistyped(e);
        }
    }

    /** Whether the property or parameter says that its text is an instance; SBLIM writes the attribute in capitals. */
    static boolean isEmbedding(XmlCursor at) {
        return at.attribute("EmbeddedObject")
                .or(() -> at.attribute("EMBEDDEDOBJECT"))
                .isPresent();
    }

    static CimType type(String name, String text) {
        return CimType.named(text).orElseThrow(() -> invalid(name, "there is no type " + text));
    }

    /** The text or texts of a VALUE or VALUE.ARRAY, as instances where the type says so. */
    static Object value(XmlCursor at, String name, CimType type, String namespace) {
        if (at.name().equals("VALUE")) {
            return element(at, name, type, namespace);
        }
        List<Object> elements = new ArrayList<>();
        while (at.nextChild()) {
            if (!at.name().equals("VALUE")) {
                throw invalid(name, "an array element is a " + at.name().toLowerCase(Locale.ROOT));
            }
            elements.add(element(at, name, type, namespace));
        }
        return elements;
    }

    private static Object element(XmlCursor at, String name, CimType type, String namespace) {
        String text = at.text();
        return type == CimType.EMBEDDED ? embedded(name, text, namespace, at.depthLeft()) : text;
    }

    static CimException invalid(String name, String why) {
        return new CimException(CimStatus.INVALID_PARAMETER, CimException.Detail.ARGUMENT_TYPE, name + ": " + why);
    }

    /** A value that has no place in the type it was sent with; the message names both. */
    static CimException mistyped(IllegalArgumentException e) {
        return new CimException(
                CimStatus.INVALID_PARAMETER, CimException.Detail.ARGUMENT_TYPE, String.valueOf(e.getMessage()));
    }
}
