package org.openvman.ovf.io;

import java.util.regex.Pattern;

/** Which names may stand for a file of a package. */
public final class EntryNames {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\\\]|^[A-Za-z]:");

    private EntryNames() {}

    /** Relative, without {@code ..}, empty parts, control characters, backslashes or drive letters. */
    public static boolean isSafe(String name) {
        if (name.isEmpty() || FORBIDDEN.matcher(name).find()) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
