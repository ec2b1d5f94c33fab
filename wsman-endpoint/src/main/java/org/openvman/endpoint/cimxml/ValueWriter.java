package org.openvman.endpoint.cimxml;

import java.util.List;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** Writes VALUE, VALUE.ARRAY, VALUE.REFERENCE and VALUE.REFARRAY (DSP0201). */
final class ValueWriter {
    private ValueWriter() {}

    static void value(XmlOut out, Object value) {
        if (value instanceof List<?> elements) {
            boolean references = !elements.isEmpty() && elements.get(0) instanceof CimPath;
            out.open(references ? "VALUE.REFARRAY" : "VALUE.ARRAY");
            for (Object element : elements) {
                value(out, element);
            }
            out.close();
        } else if (value instanceof CimPath path) {
            PathWriter.reference(out, path);
        } else {
            out.open("VALUE").text(text(value)).close();
        }
    }

    /** A scalar as DSP0201 writes it; an embedded instance as the text of its INSTANCE. */
    static String text(Object value) {
        if (value instanceof CimInstance instance) {
            return XmlOut.fragment(inner -> InstanceWriter.plain(inner, instance));
        }
        if (value instanceof Double number && number.isInfinite()) {
            return number > 0 ? "INF" : "-INF";
        }
        return value.toString();
    }
}
