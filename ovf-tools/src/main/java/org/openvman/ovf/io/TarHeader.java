package org.openvman.ovf.io;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The 512 bytes before each file of a tar archive, as POSIX.1-1988 and GNU tar write them.
 *
 * @param kind the type flag
 */
record TarHeader(String name, long size, char kind) {
    static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    /** Bytes that are no header of a tar archive, and why. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String problem) {
            super(problem);
        }
    }

    /** Reads a block; empty when it is the end of the archive. */
    static Optional<TarHeader> read(byte[] block) throws MalformedException {
        if (isEnd(block)) {
            return Optional.empty();
        }
        if (number(block, CHECKSUM, 8) != checksum(block)) {
            throw new MalformedException("not a tar header: its checksum is wrong");
        }
        return Optional.of(new TarHeader(name(block), number(block, 124, 12), (char) (block[156] & 0xFF)));
    }

    private static boolean isEnd(byte[] block) {
        for (byte octet : block) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /** The sum of all bytes, with blanks in place of the sum itself. */
    static int checksum(byte[] block) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? 0 : block[i] & 0xFF;
        }
        return sum;
    }

    private static String name(byte[] block) throws MalformedException {
        String name = text(block, 0, 100);
        boolean posix = block[257] == 'u' && block[262] == 0;
        String prefix = posix ? text(block, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] block, int at, int width) throws MalformedException {
        int end = at;
        while (end < at + width && block[end] != 0) {
            end++;
        }
        return utf8(Arrays.copyOfRange(block, at, end));
    }

    /** A name; one in another encoding could be written to a disk under a name that nobody meant. */
    static String utf8(byte[] name) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedException("the name '" + new String(name, StandardCharsets.ISO_8859_1)
                    + "' is not in UTF-8; rename the file and pack it again");
        }
    }

    /** Octal digits, or GNU's base 256 when the highest bit is set. */
    private static long number(byte[] block, int at, int width) throws MalformedException {
        if ((block[at] & 0x80) != 0) {
            byte[] digits = Arrays.copyOfRange(block, at, at + width);
            digits[0] &= 0x7F;
            BigInteger value = new BigInteger(1, digits);
            if ((block[at] & 0x40) != 0 || value.bitLength() > 62) {
                throw new MalformedException("not a tar header: a size that no file can have");
            }
            return value.longValue();
        }
        String digits = new String(block, at, width, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException notOctal) {
            throw new MalformedException("not a tar header: '" + digits + "' is no octal number");
        }
    }
}
