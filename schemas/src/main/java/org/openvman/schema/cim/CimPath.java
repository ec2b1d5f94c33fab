package org.openvman.schema.cim;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The name of a CIM object: a namespace, a class and, for an instance, its keys (DSP0004, instance path).
 *
 * <p>Names of namespaces, classes and keys compare without case, key values with it. A path without keys names a class
 * (the target of a static method), or an instance of a class that has none. Key values are the Java classes of
 * {@link CimType}; a decoder that does not know the class leaves integers as it read them and lets
 * {@code CimOperations} coerce them.
 *
 * @param namespace without leading slash, {@code root/virt}; empty where the context decides
 */
public record CimPath(String namespace, String className, SortedMap<String, Object> keys) {

    public CimPath {
        namespace = stripSlashes(namespace);
        Objects.requireNonNull(className);
        SortedMap<String, Object> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(keys);
        keys = Collections.unmodifiableSortedMap(sorted);
    }

    public CimPath(String namespace, String className, Map<String, ?> keys) {
        this(namespace, className, new TreeMap<>(keys));
    }

    /** The path of a class. */
    public static CimPath ofClass(String namespace, String className) {
        return new CimPath(namespace, className, Collections.emptySortedMap());
    }

    public CimPath withNamespace(String other) {
        return new CimPath(other, className, keys);
    }

    public CimPath withClassName(String other) {
        return new CimPath(namespace, other, keys);
    }

    public CimPath withKeys(Map<String, ?> other) {
        return new CimPath(namespace, className, other);
    }

    public Optional<Object> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The key's value as text; empty if there is no such key. */
    public Optional<String> keyText(String name) {
        return key(name).map(Object::toString);
    }

    /**
     * Reads the untyped WBEM URI form (DSP0207), {@code root/virt:CIM_X.Name="a",Other=1}.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static CimPath parse(String text) {
        return new CimPathParser(text).parse();
    }

    /** The untyped WBEM URI form (DSP0207) that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (!namespace.isEmpty()) {
            out.append(namespace).append(':');
        }
        out.append(className);
        char separator = '.';
        for (Map.Entry<String, Object> key : keys.entrySet()) {
            out.append(separator).append(key.getKey()).append('=');
            Object value = key.getValue();
            if (value instanceof Number || value instanceof Boolean) {
                out.append(value);
            } else {
                out.append('"')
                        .append(value.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
            separator = ',';
        }
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CimPath path
                && namespace.equalsIgnoreCase(path.namespace)
                && className.equalsIgnoreCase(path.className)
                && keys.equals(path.keys);
    }

    @Override
    public int hashCode() {
        int hash = className.toLowerCase(Locale.ROOT).hashCode();
        for (Object value : keys.values()) {
            hash = 31 * hash + value.hashCode();
        }
        return hash;
    }

    private static String stripSlashes(String namespace) {
        int start = 0;
        int end = namespace.length();
        while (start < end && namespace.charAt(start) == '/') {
            start++;
        }
        while (end > start && namespace.charAt(end - 1) == '/') {
            end--;
        }
        return namespace.substring(start, end);
    }
}
