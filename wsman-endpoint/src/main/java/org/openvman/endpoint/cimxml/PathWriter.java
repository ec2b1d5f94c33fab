package org.openvman.endpoint.cimxml;

import java.util.Map;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimPath;

/** Writes the naming elements of DSP0201. */
final class PathWriter {
    private PathWriter() {}

    static void instanceName(XmlOut out, CimPath path) {
        out.open("INSTANCENAME").attribute("CLASSNAME", path.className());
        for (Map.Entry<String, Object> key : path.keys().entrySet()) {
            out.open("KEYBINDING").attribute("NAME", key.getKey());
            keyValue(out, key.getValue());
            out.close();
        }
        out.close();
    }

    static void instancePath(XmlOut out, String host, CimPath path) {
        out.open("INSTANCEPATH");
        out.open("NAMESPACEPATH").open("HOST").text(host).close();
        localNamespacePath(out, path.namespace());
        out.close();
        instanceName(out, path);
        out.close();
    }

    /** A VALUE.REFERENCE, with the namespace if the path has one. */
    static void reference(XmlOut out, CimPath path) {
        out.open("VALUE.REFERENCE");
        if (path.namespace().isEmpty()) {
            instanceName(out, path);
        } else {
            out.open("LOCALINSTANCEPATH");
            localNamespacePath(out, path.namespace());
            instanceName(out, path);
            out.close();
        }
        out.close();
    }

    private static void localNamespacePath(XmlOut out, String namespace) {
        out.open("LOCALNAMESPACEPATH");
        for (int start = 0; start <= namespace.length(); ) {
            int slash = namespace.indexOf('/', start);
            int end = slash < 0 ? namespace.length() : slash;
            out.open("NAMESPACE")
                    .attribute("NAME", namespace.substring(start, end))
                    .close();
            start = end + 1;
        }
        out.close();
    }

    private static void keyValue(XmlOut out, Object value) {
        if (value instanceof CimPath path) {
            reference(out, path);
            return;
        }
        out.open("KEYVALUE");
        if (value instanceof Boolean) {
            out.attribute("VALUETYPE", "boolean").attribute("TYPE", "boolean");
        } else if (value instanceof Number) {
            // TYPE is optional (DSP0203 up to 2.3), and a key does not know which integer type its class declares.
            out.attribute("VALUETYPE", "numeric");
        } else {
            out.attribute("VALUETYPE", "string")
                    .attribute("TYPE", value instanceof CimDateTime ? "datetime" : "string");
        }
        out.text(ValueWriter.text(value)).close();
    }
}
