package org.openvman.ovf.sign;

import java.security.Key;
import java.security.NoSuchAlgorithmException;
import org.openvman.ovf.io.DigestAlgorithm;

/** Java's names of signature algorithms: PKCS#1 v1.5 for RSA (RFC 8017, 8.2), ECDSA for EC. */
final class SignatureNames {
    private SignatureNames() {}

    static String of(DigestAlgorithm digest, Key key) throws NoSuchAlgorithmException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> digest + "withRSA";
            case "EC" -> digest + "withECDSA";
            default ->
                throw new NoSuchAlgorithmException(key.getAlgorithm() + " keys do not sign packages; RSA and EC do");
        };
    }
}
