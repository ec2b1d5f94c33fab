package org.openvman.ovf.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with a certificate, which can make others. */
public record Authority(PrivateKey key, X509Certificate certificate) {
    /** When all certificates here begin. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** One that vouches for itself, for ten years. */
    public static Authority root(String name) throws Exception {
        KeyPair pair = pair("RSA", 2048);
        return new Authority(
                pair.getPrivate(), certificate(name, pair, name, pair.getPrivate(), true, Duration.ofDays(3650)));
    }

    /** Another authority, or a signer, that this one vouches for. */
    public Authority issue(String name, String algorithm, boolean authority, Duration valid) throws Exception {
        KeyPair pair = pair(algorithm, algorithm.equals("EC") ? 256 : 2048);
        String issuer = certificate.getSubjectX500Principal().getName().replaceFirst("CN=", "");
        return new Authority(pair.getPrivate(), certificate(name, pair, issuer, key, authority, valid));
    }

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            String name, KeyPair pair, String issuer, PrivateKey issuerKey, boolean authority, Duration valid)
            throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(BEGIN),
                Date.from(BEGIN.plus(valid)),
                new X500Name("CN=" + name),
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey)));
    }
}
