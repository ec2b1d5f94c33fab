package org.openvman.endpoint.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash of a password (RFC 9106) in the usual text form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so
 * that other tools can write and check it.
 */
record PasswordHash(int kibibytes, int passes, int lanes, byte[] salt, byte[] hash) {
    private static final Pattern TEXT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{8,})\\$([A-Za-z0-9+/]{16,})");
    private static final int MOST_KIBIBYTES = 1024 * 1024;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** A hash of a new password, with the costs that OWASP recommends for Argon2id at the least memory. */
    static PasswordHash of(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(19_456, 2, 1, salt, compute(password, 19_456, 2, 1, salt, HASH_BYTES));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PasswordHash parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        int kibibytes = Integer.parseInt(parts.group(1));
        if (kibibytes > MOST_KIBIBYTES) {
            throw new IllegalArgumentException("an Argon2id hash of more than 1 GiB");
        }
        return new PasswordHash(
                kibibytes,
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Base64.getDecoder().decode(parts.group(4)),
                Base64.getDecoder().decode(parts.group(5)));
    }

    /** Whether the password is the one; takes the same time whether it is or not. */
    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, compute(password, kibibytes, passes, lanes, salt, hash.length));
    }

    private static byte[] compute(char[] password, int kibibytes, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kibibytes)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] result = new byte[length];
        generator.generateBytes(new String(password).getBytes(StandardCharsets.UTF_8), result);
        return result;
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + kibibytes + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
