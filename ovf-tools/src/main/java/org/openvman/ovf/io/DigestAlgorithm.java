package org.openvman.ovf.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/** Digests that manifests use: SHA-1 in OVF 1.x, SHA-256 in 2.x, SHA-512 by some tools. */
public enum DigestAlgorithm {
    SHA1("SHA-1", 20),
    SHA256("SHA-256", 32),
    SHA512("SHA-512", 64);

    private final String javaName;
    private final int bytes;

    DigestAlgorithm(String javaName, int bytes) {
        this.javaName = javaName;
        this.bytes = bytes;
    }

    /** Length of a digest. */
    public int bytes() {
        return bytes;
    }

    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + javaName, impossible);
        }
    }

    /** By the word a manifest or a user writes: {@code SHA256}, {@code sha-256}. */
    public static Optional<DigestAlgorithm> ofWord(String word) {
        String plain = word.toUpperCase(Locale.ROOT).replace("-", "");
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.name().equals(plain)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
