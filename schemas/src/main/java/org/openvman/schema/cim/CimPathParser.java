package org.openvman.schema.cim;

import java.util.Map;
import java.util.TreeMap;

/** Reads the text form of {@link CimPath}, one character at a time. */
final class CimPathParser {
    private final String text;
    private int position;

    CimPathParser(String text) {
        this.text = text;
    }

    CimPath parse() {
        int firstQuote = text.indexOf('"');
        int colon = text.lastIndexOf(':', firstQuote < 0 ? text.length() : firstQuote);
        String namespace = colon < 0 ? "" : text.substring(0, colon);
        position = colon + 1;
        String className = name('.');
        Map<String, Object> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        boolean more = text.startsWith(".", colon + 1 + className.length());
        while (more) {
            String key = name('=');
            if (key.isEmpty() || keys.put(key, value()) != null) {
                throw error("a key name that was not there before");
            }
            more = position < text.length();
            if (more && text.charAt(position++) != ',') {
                throw error("',' between keys");
            }
        }
        if (className.isEmpty()) {
            throw error("a class name");
        }
        return new CimPath(namespace, className, keys);
    }

    private String name(char end) {
        int stop = text.indexOf(end, position);
        if (stop < 0) {
            if (end == '=') {
                throw error("'='");
            }
            stop = text.length();
        }
        String name = text.substring(position, stop);
        position = Math.min(stop + 1, text.length());
        return name;
    }

    private Object value() {
        if (position < text.length() && text.charAt(position) == '"') {
            return quoted();
        }
        int stop = text.indexOf(',', position);
        String literal = text.substring(position, stop < 0 ? text.length() : stop);
        position += literal.length();
        if (literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false")) {
            return Boolean.valueOf(literal);
        }
        try {
            return Long.valueOf(literal);
        } catch (NumberFormatException e) {
            throw error("a quoted string, a number or a boolean, not " + literal);
        }
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return out.toString();
            }
            if (c == '\\' && position + 1 < text.length()) {
                position++;
                c = text.charAt(position);
            }
            out.append(c);
        }
        throw error("a closing quote");
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException(
                "not an instance path: " + text + " (expected " + expected + " at column " + (position + 1) + ")");
    }
}
