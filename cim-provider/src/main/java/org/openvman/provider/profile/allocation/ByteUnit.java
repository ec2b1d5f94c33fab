package org.openvman.provider.profile.allocation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programmatic units of bytes (DSP0004, annex on programmatic units), and the odd spellings that clients send. */
public final class ByteUnit {
    /** The unit in which memory is given. */
    public static final String MEBIBYTE = "byte * 2^20";

    static final String BYTE = "byte";

    private static final Pattern POWER = Pattern.compile("bytes?(?:\\*(2|10)\\^([0-9]{1,2}))?");

    private ByteUnit() {}

    /**
     * How many bytes a quantity of a unit is.
     *
     * @throws IllegalArgumentException for a unit that is none of bytes, or a result beyond 63 bits
     */
    public static long bytes(long quantity, String unit) {
        try {
            return Math.multiplyExact(quantity, factor(unit));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(quantity + " of \"" + unit + "\" is too large", e);
        }
    }

    private static long factor(String unit) {
        String compact = unit.toLowerCase(Locale.ROOT).replace(" ", "");
        Matcher power = POWER.matcher(compact);
        if (power.matches()) {
            return power.group(1) == null
                    ? 1
                    : power(Integer.parseInt(power.group(1)), Integer.parseInt(power.group(2)));
        }
        return switch (compact) {
            case "kilobytes", "kb" -> 1L << 10;
            case "megabytes", "mb" -> 1L << 20;
            case "gigabytes", "gb" -> 1L << 30;
            default -> throw new IllegalArgumentException("\"" + unit + "\" is no unit of bytes (\"byte * 2^20\")");
        };
    }

    private static long power(int base, int exponent) {
        long factor = 1;
        for (int i = 0; i < exponent; i++) {
            factor = Math.multiplyExact(factor, base);
        }
        return factor;
    }
}
