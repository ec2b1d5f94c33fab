package org.openvman.endpoint.wsman;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/**
 * Instances and method results as XML (DSP0230): an element per property in the namespace of the instance's own class,
 * repeated for an array, {@code xsi:nil} for NULL; an embedded instance as nested elements with its {@code xsi:type}.
 */
final class InstanceXmlWriter {
    private static final String PREFIX = "p";

    private InstanceXmlWriter() {}

    static void write(XmlOutput out, CimInstance instance) {
        write(out, instance, instance.className());
    }

    /** The instance as if it were of another class, one of its superclasses (DSP0227, ExcludeSubClassProperties). */
    static void write(XmlOutput out, CimInstance instance, String className) {
        String uri = WsCimNames.resourceUri(className);
        out.start(PREFIX, uri, className);
        out.declare(PREFIX, uri);
        for (CimProperty property : instance.properties()) {
            write(out, PREFIX, uri, property.name(), property.type(), property.value());
        }
        out.end();
    }

    /** Only the properties, in a wsman:XmlFragment (DSP0227, IncludeResultProperty). */
    static void writeFragment(XmlOutput out, CimInstance instance) {
        String uri = WsCimNames.resourceUri(instance.className());
        out.start(Namespace.WSMAN, "XmlFragment");
        out.declare(PREFIX, uri);
        for (CimProperty property : instance.properties()) {
            write(out, PREFIX, uri, property.name(), property.type(), property.value());
        }
        out.end();
    }

    /** The Method_OUTPUT element of an answer (DSP0230, methods). */
    static void writeOutput(XmlOutput out, String uri, String method, List<CimArgument> results, long returnCode) {
        out.start(PREFIX, uri, method + "_OUTPUT");
        out.declare(PREFIX, uri);
        for (CimArgument argument : results) {
            write(out, PREFIX, uri, argument.name(), argument.type(), argument.value());
        }
        out.leaf(PREFIX, uri, "ReturnValue", Long.toString(returnCode));
        out.end();
    }

    private static void write(
            XmlOutput out, String prefix, String uri, String name, CimType type, @Nullable Object value) {
        if (value == null) {
            out.start(prefix, uri, name);
            out.attribute(Namespace.SCHEMA_INSTANCE, "nil", "true");
            out.end();
        } else if (value instanceof List<?> elements) {
            for (Object element : elements) {
                writeValue(out, prefix, uri, name, type, element);
            }
        } else {
            writeValue(out, prefix, uri, name, type, value);
        }
    }

    private static void writeValue(XmlOutput out, String prefix, String uri, String name, CimType type, Object value) {
        if (value instanceof CimInstance embedded) {
            writeEmbedded(out, prefix, uri, name, embedded);
            return;
        }
        out.start(prefix, uri, name);
        if (value instanceof CimPath reference) {
            EndpointReferenceXml.writeContent(out, reference);
        } else if (value instanceof CimDateTime time) {
            XmlTime.write(out, time);
        } else {
            String text = text(type, value);
            if (!text.isEmpty()) {
                out.text(text);
            }
        }
        out.end();
    }

    private static void writeEmbedded(XmlOutput out, String prefix, String uri, String name, CimInstance embedded) {
        String inner = prefix + "e";
        String innerUri = WsCimNames.resourceUri(embedded.className());
        out.start(prefix, uri, name);
        out.declare(inner, innerUri);
        out.attribute(Namespace.SCHEMA_INSTANCE, "type", inner + ":" + embedded.className() + "_Type");
        for (CimProperty property : embedded.properties()) {
            write(out, inner, innerUri, property.name(), property.type(), property.value());
        }
        out.end();
    }

    private static String text(CimType type, Object value) {
        if (value instanceof Double real) {
            // xs:double spells infinity its own way.
            return real.isInfinite() ? real > 0 ? "INF" : "-INF" : realText(type, real);
        }
        return value.toString();
    }

    private static String realText(CimType type, Double real) {
        return type == CimType.REAL32 ? Float.toString(real.floatValue()) : real.toString();
    }
}
