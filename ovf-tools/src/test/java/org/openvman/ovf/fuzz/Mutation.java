package org.openvman.ovf.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes inputs of good ones: by bytes, by the words and numbers that are in them, by lines and by elements. An input that
 * was answered in a new way is a good one too from then on.
 */
final class Mutation {
    private static final int LARGEST = 1 << 18;
    private static final int MOST_INPUTS = 1000;
    private static final int MOST_STEPS = 5;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{1,30}");
    private static final String[] NASTY = {
        "",
        "0",
        "-1",
        "1",
        "2147483648",
        "9223372036854775808",
        "99999999999999999999999",
        "1e999",
        "NaN",
        "0x7f",
        "٣",
        "\0",
        "\n",
        "\r\n",
        "\t",
        " ",
        "\uFEFF",
        "\uD83D\uDE00",
        "]]>",
        "<!--",
        "<![CDATA[",
        "<?x ",
        "&amp;",
        "&#0;",
        "&lt;",
        "&x;",
        "<!DOCTYPE x [<!ENTITY x 'y'>]>",
        "${x}",
        "@IP(",
        "@Property(",
        "%00",
        "%",
        "../",
        "/",
        "\\",
        "//",
        "'",
        "\"",
        "=",
        ":",
        ",",
        ";",
        "#",
        "|",
        "*a",
        "&a",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "!!int",
        "---",
        "~",
    };
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        0x7F,
        0x80,
        0xFF,
        0x7FFF,
        0x8000,
        0xFFFF,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 33,
        1L << 40,
        512,
        2048,
    };

    private final Random random;
    private final List<byte[]> inputs;
    private final List<byte[]> words = new ArrayList<>();
    private final Set<String> shapes = new HashSet<>();

    Mutation(Random random, List<byte[]> seeds) {
        this.random = random;
        this.inputs = new ArrayList<>(seeds);
        for (String nasty : NASTY) {
            words.add(nasty.getBytes(StandardCharsets.UTF_8));
        }
        seeds.stream()
                .flatMap(seed -> WORD.matcher(new String(seed, StandardCharsets.ISO_8859_1))
                        .results()
                        .map(word -> word.group()))
                .distinct()
                .forEach(word -> words.add(word.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Another input. */
    byte[] next() {
        byte[] input = any(inputs);
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            byte[] changed = changed(input);
            input = changed.length > LARGEST ? Arrays.copyOf(changed, LARGEST) : changed;
        }
        return input;
    }

    /** Says how it was answered. */
    void answered(byte[] input, String shape) {
        if (shapes.add(shape) && inputs.size() < MOST_INPUTS) {
            inputs.add(input);
        }
    }

    int answers() {
        return shapes.size();
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int some = Math.min(input.length - at, 1 + random.nextInt(1 << random.nextInt(10)));
        return switch (random.nextInt(12)) {
            case 0 -> flipped(input);
            case 1 -> replaced(input, at, some, new byte[0]);
            case 2 -> replaced(input, at, 0, Arrays.copyOfRange(input, at, at + some));
            case 3 -> replaced(input, at, random.nextBoolean() ? some : 0, any(words));
            case 4 -> number(input, at);
            case 5 -> digits(input, at);
            case 6 -> word(input, at);
            case 7 -> spliced(input, at, any(inputs));
            case 8 -> lines(input, at);
            case 9 -> element(input, at);
            case 10 -> repeated(input, at, some);
            default -> random.nextInt(8) == 0 ? Arrays.copyOf(input, at) : flipped(input);
        };
    }

    private byte[] any(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] replaced(byte[] input, int at, int length, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + by.length);
        out.write(input, 0, at);
        out.writeBytes(by);
        out.write(input, at + length, input.length - at - length);
        return out.toByteArray();
    }

    private byte[] flipped(byte[] input) {
        byte[] other = input.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return other;
    }

    /** A binary number in either order. */
    private byte[] number(byte[] input, int at) {
        byte[] other = input.clone();
        int width = 1 << random.nextInt(4);
        if (at + width <= other.length) {
            long value = NUMBERS[random.nextInt(NUMBERS.length)];
            byte[] big = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
            byte[] little = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            System.arraycopy(
                    random.nextBoolean() ? Arrays.copyOfRange(big, Long.BYTES - width, Long.BYTES) : little,
                    0,
                    other,
                    at,
                    width);
        }
        return other;
    }

    /** The next number in figures. */
    private byte[] digits(byte[] input, int from) {
        int begin = from;
        while (begin < input.length && !Character.isDigit(input[begin])) {
            begin++;
        }
        int end = begin;
        while (end < input.length && Character.isDigit(input[end])) {
            end++;
        }
        String other = random.nextBoolean()
                ? NASTY[random.nextInt(NASTY.length)]
                : Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
        return replaced(input, begin, end - begin, other.getBytes(StandardCharsets.UTF_8));
    }

    /** The next word. */
    private byte[] word(byte[] input, int from) {
        int begin = from;
        while (begin < input.length && !Character.isLetter(input[begin])) {
            begin++;
        }
        int end = begin;
        while (end < input.length && Character.isLetterOrDigit(input[end])) {
            end++;
        }
        return replaced(input, begin, end - begin, any(words));
    }

    private byte[] spliced(byte[] input, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        int length = random.nextInt(other.length - from + 1);
        int lost = random.nextInt(Math.min(length, input.length - at) + 1);
        return replaced(input, at, lost, Arrays.copyOfRange(other, from, from + length));
    }

    /** A line lost, doubled or moved. */
    private byte[] lines(byte[] input, int at) {
        int begin = at;
        while (begin > 0 && input[begin - 1] != '\n') {
            begin--;
        }
        int end = Math.min(at + 1, input.length);
        while (end < input.length && input[end - 1] != '\n') {
            end++;
        }
        byte[] line = Arrays.copyOfRange(input, begin, end);
        byte[] without = random.nextInt(3) == 0 ? input : replaced(input, begin, end - begin, new byte[0]);
        return random.nextBoolean() ? without : replaced(without, random.nextInt(without.length + 1), 0, line);
    }

    /** An element, from one mark to another, lost, doubled or put in another. */
    private byte[] element(byte[] input, int at) {
        int begin = at;
        while (begin < input.length && input[begin] != '<') {
            begin++;
        }
        int end = begin;
        for (int marks = random.nextInt(6); end < input.length && marks >= 0; end++) {
            marks -= input[end] == '>' ? 1 : 0;
        }
        byte[] element = Arrays.copyOfRange(input, begin, end);
        if (random.nextBoolean()) {
            return replaced(input, begin, end - begin, new byte[0]);
        }
        int place = random.nextInt(input.length + 1);
        while (place < input.length && input[place] != '<') {
            place++;
        }
        return replaced(input, place, 0, element);
    }

    private byte[] repeated(byte[] input, int at, int length) {
        byte[] part = Arrays.copyOfRange(input, at, at + length);
        ByteArrayOutputStream often = new ByteArrayOutputStream();
        for (int i = 1 << random.nextInt(12); i > 0 && often.size() < LARGEST; i--) {
            often.writeBytes(part);
        }
        return replaced(input, at, 0, often.toByteArray());
    }
}
