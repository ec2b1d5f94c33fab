package org.openvman.ovf.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom to believe: certificates of authorities, or of signers themselves. */
public final class TrustedCertificates {
    private final Collection<X509Certificate> trusted;

    public TrustedCertificates(Collection<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Those in files, in PEM. */
    public static TrustedCertificates read(List<Path> files) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.addAll(Certificates.read(file));
        }
        return new TrustedCertificates(certificates);
    }

    /** The authorities that this computer trusts. */
    public static TrustedCertificates ofThisComputer() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return new TrustedCertificates(Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList());
        } catch (GeneralSecurityException unavailable) {
            throw new SigningException("this computer's trusted certificates cannot be read", unavailable);
        }
    }

    /**
     * Whether a path leads from the signer to one of them (RFC 5280, 6), all its certificates being valid at a time.
     *
     * @param others certificates that came with the signature
     */
    boolean vouchFor(X509Certificate signer, Collection<X509Certificate> others, Instant time) {
        if (!maySign(signer)) {
            return false;
        }
        if (trusted.contains(signer)) {
            return isValid(signer, time);
        }
        if (trusted.isEmpty()) {
            return false;
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            Set<TrustAnchor> anchors = trusted.stream()
                    .filter(certificate -> isValid(certificate, time))
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            parameters.addCertStore(CertStore.getInstance(
                    "Collection",
                    new CollectionCertStoreParameters(
                            Stream.concat(others.stream(), Stream.of(signer)).toList())));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException noPath) {
            return false;
        }
    }

    static boolean isValid(X509Certificate certificate, Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    /** A certificate that states what its key is for must say so (RFC 5280, 4.2.1.3). */
    private static boolean maySign(X509Certificate signer) {
        boolean[] usage = signer.getKeyUsage();
        return usage == null || usage[0] || usage[1];
    }
}
