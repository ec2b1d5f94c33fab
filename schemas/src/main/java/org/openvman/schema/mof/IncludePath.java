package org.openvman.schema.mof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** The path of an included file relative to the root, never outside it. */
final class IncludePath {
    private static final Pattern SLASH = Pattern.compile("/");

    private IncludePath() {}

    /**
     * Resolves a file that is named in another one.
     *
     * @param including the including file, relative to the root; empty for the root itself
     * @throws IllegalArgumentException if the result is not a file below the root
     */
    static String within(String including, String included) {
        if (included.isBlank()
                || included.startsWith("/")
                || included.indexOf('\\') >= 0
                || included.indexOf(':') >= 0
                || included.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("\"" + included + "\" is not a relative path");
        }
        Deque<String> parts = new ArrayDeque<>();
        String folder = including.substring(0, including.lastIndexOf('/') + 1);
        for (String part : SLASH.split(folder + included, -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new IllegalArgumentException("\"" + included + "\" leaves the folder of the schema");
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
