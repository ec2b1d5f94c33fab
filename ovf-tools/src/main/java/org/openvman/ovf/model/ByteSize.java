package org.openvman.ovf.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes that people write as {@code 192 MiB}. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,19})\\s*([A-Za-z]*)");
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final List<String> DECIMAL = List.of("B", "KB", "MB", "GB", "TB", "PB");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    public static ByteSize mebibytes(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 20));
    }

    /** Reads {@code 64 MiB}, {@code 2GiB}, {@code 500 MB} (powers of ten) or plain bytes. */
    public static ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw notASize(text);
        }
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor(text, matcher.group(2))));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw new IllegalArgumentException("size is too large: " + text, tooLarge);
        }
    }

    private static long factor(String text, String unit) {
        if (unit.isEmpty()) {
            return 1;
        }
        for (int power = 0; power < BINARY.size(); power++) {
            if (unit.equalsIgnoreCase(BINARY.get(power))) {
                return 1L << (10 * power);
            }
            if (unit.toUpperCase(Locale.ROOT).equals(DECIMAL.get(power))) {
                return (long) Math.pow(1000, power);
            }
        }
        throw notASize(text);
    }

    private static IllegalArgumentException notASize(String text) {
        return new IllegalArgumentException("not a size: '" + text + "' (write for example 192 MiB or 2 GiB)");
    }

    /** The exponent of the largest of 2^10, 2^20, ... that divides this size: 20 for {@code 192 MiB}. */
    public int binaryExponent() {
        if (bytes == 0) {
            return 0;
        }
        return Math.min(Long.numberOfTrailingZeros(bytes) / 10 * 10, 10 * (BINARY.size() - 1));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        int exponent = binaryExponent();
        return (bytes >> exponent) + " " + BINARY.get(exponent / 10);
    }
}
