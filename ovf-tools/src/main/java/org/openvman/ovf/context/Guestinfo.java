package org.openvman.ovf.context;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OVF environment as a setting that a guest asks its hypervisor for (transport {@code com.vmware.guestInfo}): the
 * line of a VMX file that sets {@code guestinfo.ovfEnv}, where guest tools and cloud-init's OVF data source find it.
 */
public final class Guestinfo {
    /** The setting. */
    public static final String KEY = "guestinfo.ovfEnv";

    /** What ends a value in a VMX file or has a meaning of its own there is written as {@code |} and two hex digits. */
    private static final Pattern ESCAPED = Pattern.compile("[\"|#\\p{Cntrl}]");

    private static final Pattern ESCAPE = Pattern.compile("\\|([0-9A-Fa-f]{2})");

    private Guestinfo() {}

    /** The line, ended. */
    public static String vmxLine(byte[] environment) {
        String text = new String(environment, StandardCharsets.UTF_8);
        return KEY + " = \"" + ESCAPED.matcher(text).replaceAll(Guestinfo::escape) + "\"\n";
    }

    private static String escape(MatchResult found) {
        return String.format("|%02X", (int) found.group().charAt(0));
    }

    /**
     * The environment in such a line.
     *
     * @throws IllegalArgumentException if it sets something else
     */
    public static byte[] environment(String vmxLine) {
        String start = KEY + " = \"";
        String line = vmxLine.strip();
        if (!line.startsWith(start) || !line.endsWith("\"") || line.length() == start.length()) {
            throw new IllegalArgumentException("not a line that sets " + KEY);
        }
        String value = line.substring(start.length(), line.length() - 1);
        return ESCAPE.matcher(value)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                .getBytes(StandardCharsets.UTF_8);
    }
}
