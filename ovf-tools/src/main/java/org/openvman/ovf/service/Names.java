package org.openvman.ovf.service;

import java.util.regex.Pattern;

/** The form of names that become identifiers in OVF, host names and domain names of hypervisors. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PROPERTY_KEY = Pattern.compile("[^\\s:.<>&\"']++(?:\\.[^\\s:.<>&\"']++)*+");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\]");

    private Names() {}

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " '" + name
                    + "' must be 1 to 63 letters, digits, '.', '_' or '-', and begin and end with a letter or digit");
        }
    }

    /** A tier's name is part of its members' host names, so the rules of RFC 1123 for a label hold. */
    static void requireHostLabel(String what, String name) {
        if (!LABEL.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " '" + name
                    + "' must be 1 to 63 letters, digits or '-', and begin and end with a letter or digit");
        }
    }

    static void requirePropertyKey(String key) {
        if (!PROPERTY_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "property key '" + key + "' must be names with '.' between them, without spaces, ':' or quotes");
        }
    }

    /** XML 1.0 (2.2) has no way to write most control characters, escaped or not. */
    static void requireXmlText(String what, String text) {
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000;
            if (!allowed) {
                throw new IllegalArgumentException(
                        what + " holds the character U+" + String.format("%04X", c) + ", which XML cannot carry");
            }
        });
    }

    /** A path below the manifest's folder, so that a package can never name a file outside itself. */
    static void requireRelativePath(String what, String path) {
        if (path.isBlank() || path.startsWith("/") || UNSAFE.matcher(path).find() || leavesFolder(path)) {
            throw new IllegalArgumentException(
                    what + " '" + path + "' must be a relative path with '/' between names and without '..'");
        }
    }

    private static boolean leavesFolder(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
