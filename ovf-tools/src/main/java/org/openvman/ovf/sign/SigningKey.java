package org.openvman.ovf.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.openvman.ovf.io.DigestAlgorithm;

/**
 * What a package is signed with: an RSA or EC key, and the certificate that vouches for it.
 *
 * @param chain the signer's certificate, then those of its issuers
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {'o', 'v', 'f'};

    public SigningKey {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a key and its certificates from PEM (PKCS#1, SEC 1, PKCS#8, encrypted or not) or PKCS#12.
     *
     * @param keyFile the key, perhaps with certificates
     * @param certificateFiles more certificates in PEM
     * @throws SigningException when there is no key in it that can sign, or no certificate for it
     */
    public static SigningKey read(Path keyFile, List<Path> certificateFiles, PasswordSource passwords)
            throws IOException {
        KeyFile file = KeyFile.read(keyFile, passwords);
        List<X509Certificate> certificates = new ArrayList<>(file.certificates());
        for (Path each : certificateFiles) {
            certificates.addAll(Certificates.read(each));
        }
        X509Certificate signer = certificates.stream()
                .filter(certificate -> belongs(file.key(), certificate))
                .findFirst()
                .orElseThrow(() -> new SigningException(
                        keyFile + ": there is no certificate for this key; name its file with --cert"));
        return new SigningKey(file.key(), chain(signer, certificates));
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance(SignatureNames.of(DigestAlgorithm.SHA256, key));
            verification.initVerify(certificate.getPublicKey());
            verification.update(PROBE);
            return verification.verify(sign(key, DigestAlgorithm.SHA256, PROBE));
        } catch (GeneralSecurityException anotherKey) {
            return false;
        }
    }

    /** The signer, its issuer, the issuer's issuer; not what has nothing to do with them. */
    private static List<X509Certificate> chain(X509Certificate signer, List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(signer));
        boolean longer = true;
        while (longer) {
            X509Certificate last = chain.get(chain.size() - 1);
            longer = certificates.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                    .filter(each -> !chain.contains(each))
                    .findFirst()
                    .map(chain::add)
                    .orElse(false);
        }
        return chain;
    }

    /** The name of the signer (RFC 4514). */
    public String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    byte[] sign(DigestAlgorithm digest, byte[] bytes) throws GeneralSecurityException {
        return sign(key, digest, bytes);
    }

    private static byte[] sign(PrivateKey key, DigestAlgorithm digest, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SignatureNames.of(digest, key));
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "SigningKey of " + subject();
    }
}
