package org.openvman.endpoint.cimxml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimPath;

/**
 * Reads the naming elements of DSP0201 (object naming and locating). Hosts are dropped: a path that names another host
 * is answered like one of ours, as nothing here can follow it.
 */
final class PathReader {
    private PathReader() {}

    /** The namespace in a LOCALNAMESPACEPATH. */
    static String namespace(XmlCursor at) {
        StringBuilder path = new StringBuilder();
        while (at.nextChild()) {
            if (at.name().equals("NAMESPACE")) {
                path.append(path.isEmpty() ? "" : "/").append(at.required("NAME"));
            }
            at.skip();
        }
        return path.toString();
    }

    /** The object that any of the path elements names; {@code namespace} is for those that do not say. */
    static CimPath path(XmlCursor at, String namespace) {
        return switch (at.name()) {
            case "INSTANCENAME" -> instanceName(at, namespace);
            case "CLASSNAME" -> CimPath.ofClass(namespace, className(at));
            case "INSTANCEPATH", "LOCALINSTANCEPATH", "CLASSPATH", "LOCALCLASSPATH" -> located(at);
            default -> throw XmlCursor.notValid("an element " + at.name() + " where a path belongs");
        };
    }

    /** The name in a CLASSNAME. */
    static String className(XmlCursor at) {
        String name = at.required("NAME");
        at.skip();
        return name;
    }

    /** The path in a VALUE.REFERENCE. */
    static CimPath reference(XmlCursor at, String namespace) {
        at.onlyChild();
        CimPath path = path(at, namespace);
        at.end();
        return path;
    }

    private static CimPath located(XmlCursor at) {
        String element = at.name();
        String namespace = "";
        CimPath path = null;
        while (at.nextChild()) {
            switch (at.name()) {
                case "NAMESPACEPATH" -> namespace = hostedNamespace(at);
                case "LOCALNAMESPACEPATH" -> namespace = namespace(at);
                case "INSTANCENAME", "CLASSNAME" -> path = path(at, namespace);
                default -> at.skip();
            }
        }
        if (path == null) {
            throw XmlCursor.notValid("an element " + element + " without a name");
        }
        return path;
    }

    private static String hostedNamespace(XmlCursor at) {
        String namespace = "";
        while (at.nextChild()) {
            if (at.name().equals("LOCALNAMESPACEPATH")) {
                namespace = namespace(at);
            } else {
                at.skip();
            }
        }
        return namespace;
    }

    private static CimPath instanceName(XmlCursor at, String namespace) {
        String className = at.required("CLASSNAME");
        Map<String, Object> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        while (at.nextChild()) {
            if (!at.name().equals("KEYBINDING")) {
                // DSP0201 allows a lone KEYVALUE or VALUE.REFERENCE for a class with one key; no client we know sends
                // it.
                throw new CimException(
                        CimStatus.INVALID_PARAMETER,
                        CimException.Detail.KEY_MISSING,
                        "a key of " + className + " has no name");
            }
            String key = at.required("NAME");
            if (keys.put(key, keyBinding(at, namespace)) != null) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER,
                        CimException.Detail.KEY_UNEXPECTED,
                        "key " + className + "." + key + " is given twice");
            }
        }
        return new CimPath(namespace, className, keys);
    }

    private static Object keyBinding(XmlCursor at, String namespace) {
        String child = at.onlyChild();
        Object value = switch (child) {
            case "KEYVALUE" -> keyValue(at);
            case "VALUE.REFERENCE" -> reference(at, namespace);
            default -> throw XmlCursor.notValid("an element " + child + " in a KEYBINDING");
        };
        at.end();
        return value;
    }

    /** Numbers keep their value, whatever their type; the class decides, and only {@code CimOperations} knows it. */
    private static Object keyValue(XmlCursor at) {
        String valueType = at.attribute("VALUETYPE").orElse("string");
        String text = at.text();
        return switch (valueType.toLowerCase(Locale.ROOT)) {
            case "boolean" -> bool(text.strip());
            case "numeric" -> number(text.strip());
            default -> text;
        };
    }

    private static Object bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }

    private static Object number(String text) {
        if (!text.matches("[+-]?[0-9]{1,24}")) {
            return text;
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : number;
    }
}
