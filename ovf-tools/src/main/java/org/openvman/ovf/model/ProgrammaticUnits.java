package org.openvman.ovf.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programmatic units of bytes (DSP0004, annex C): {@code byte * 2^20}. Spellings of old and careless tools are
 * understood too; {@link #isStandard} tells them apart.
 */
public final class ProgrammaticUnits {
    private static final Pattern STANDARD = Pattern.compile("byte(?: ?\\* ?(\\d{1,4}) ?\\^ ?(\\d{1,2}))?");
    private static final Pattern PRODUCT =
            Pattern.compile("bytes?((?:\\s*\\*\\s*\\d{1,10}(?:\\s*\\^\\s*\\d{1,2})?)*+)");
    private static final Pattern FACTOR = Pattern.compile("\\*\\s*(\\d{1,10})(?:\\s*\\^\\s*(\\d{1,2}))?");
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("byte", 0),
            Map.entry("bytes", 0),
            Map.entry("b", 0),
            Map.entry("kilobyte", 10),
            Map.entry("kilobytes", 10),
            Map.entry("kb", 10),
            Map.entry("kib", 10),
            Map.entry("megabyte", 20),
            Map.entry("megabytes", 20),
            Map.entry("mb", 20),
            Map.entry("mib", 20),
            Map.entry("gigabyte", 30),
            Map.entry("gigabytes", 30),
            Map.entry("gb", 30),
            Map.entry("gib", 30),
            Map.entry("terabyte", 40),
            Map.entry("terabytes", 40),
            Map.entry("tb", 40),
            Map.entry("tib", 40));

    private ProgrammaticUnits() {}

    /** The unit of 2 to the power of the exponent bytes. */
    public static String ofExponent(int exponent) {
        return exponent == 0 ? "byte" : "byte * 2^" + exponent;
    }

    /** Whether the unit is written as DSP0004 wants it. */
    public static boolean isStandard(String units) {
        return STANDARD.matcher(units).matches();
    }

    /** The unit as DSP0004 writes it, where it is one of bytes by a power of two or the megahertz of old tools. */
    public static String standard(String units) {
        OptionalLong bytes = bytesPer(units);
        if (bytes.isPresent() && Long.bitCount(bytes.getAsLong()) == 1) {
            return ofExponent(Long.numberOfTrailingZeros(bytes.getAsLong()));
        }
        return units.strip().equalsIgnoreCase("MHz") ? "hertz * 10^6" : units;
    }

    /** Bytes in one unit, if it can be understood as a unit of bytes. */
    public static OptionalLong bytesPer(String units) {
        String lower = units.strip().toLowerCase(Locale.ROOT);
        Optional<Integer> word = Optional.ofNullable(WORDS.get(lower));
        if (word.isPresent()) {
            return OptionalLong.of(1L << word.get());
        }
        Matcher product = PRODUCT.matcher(lower);
        if (!product.matches()) {
            return OptionalLong.empty();
        }
        BigInteger bytes = BigInteger.ONE;
        Matcher factor = FACTOR.matcher(product.group(1));
        while (factor.find()) {
            BigInteger base = new BigInteger(factor.group(1));
            bytes = bytes.multiply(factor.group(2) == null ? base : base.pow(Integer.parseInt(factor.group(2))));
        }
        return bytes.bitLength() < Long.SIZE ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }

    /** A quantity in these units as bytes; empty when either cannot be understood or the product is too large. */
    public static Optional<ByteSize> size(String quantity, String units) {
        OptionalLong factor = bytesPer(units);
        if (factor.isEmpty()) {
            return Optional.empty();
        }
        try {
            BigDecimal bytes = new BigDecimal(quantity.strip()).multiply(BigDecimal.valueOf(factor.getAsLong()));
            return bytes.signum() < 0 ? Optional.empty() : Optional.of(new ByteSize(bytes.longValueExact()));
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
