package org.openvman.ovf.sign;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.openvman.ovf.io.Seal;

/**
 * Judges the signature of a manifest. A file with two signatures is as good as the worse of them: both must be of this
 * manifest, or somebody changed one.
 */
public final class SignatureCheck {
    private final TrustedCertificates trusted;
    private final Instant now;

    public SignatureCheck(TrustedCertificates trusted, Instant now) {
        this.trusted = trusted;
        this.now = now;
    }

    /**
     * Judges a package's seal. Whether the files are what the manifest says is another question.
     *
     * @param manifestName the manifest's, which the signature names too
     */
    public SignatureReport check(String manifestName, Optional<Seal> seal) {
        if (seal.isEmpty()) {
            return new SignatureReport(
                    SignatureVerdict.UNSIGNED, "the package has no manifest to be signed", Optional.empty());
        }
        Optional<byte[]> file = seal.get().certificate();
        if (file.isEmpty()) {
            return new SignatureReport(SignatureVerdict.UNSIGNED, "the package is not signed", Optional.empty());
        }
        try {
            return check(manifestName, seal.get().manifest(), CertificateFile.read(file.get()));
        } catch (CertificateException malformed) {
            return corrupted("the certificate file cannot be read: " + malformed.getMessage(), Optional.empty());
        }
    }

    private SignatureReport check(String manifestName, byte[] manifest, CertificateFile file) {
        List<SignatureReport> reports = new ArrayList<>();
        if (file.line().isPresent()) {
            reports.add(line(manifestName, manifest, file.line().get(), file.certificates()));
        }
        if (file.cms().isPresent()) {
            reports.addAll(cms(manifest, file.cms().get(), file.certificates()));
        }
        return reports.stream()
                .max(Comparator.comparing(SignatureReport::verdict))
                .orElseGet(() -> corrupted("there is no signature in the certificate file", Optional.empty()));
    }

    private SignatureReport line(
            String manifestName, byte[] manifest, CertificateFile.Line line, List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            return corrupted("there is no certificate in the certificate file", Optional.empty());
        }
        X509Certificate signer = certificates.get(0);
        if (!line.manifestName().equals(manifestName)) {
            return corrupted(
                    "it is the signature of '" + line.manifestName() + "', not of '" + manifestName + "'", signer);
        }
        try {
            Signature signature = Signature.getInstance(SignatureNames.of(line.digest(), signer.getPublicKey()));
            signature.initVerify(signer);
            signature.update(manifest);
            if (!signature.verify(line.signature())) {
                return corrupted("the manifest is not what was signed", signer);
            }
        } catch (GeneralSecurityException unusable) {
            return corrupted("the signature cannot be verified: " + unusable.getMessage(), signer);
        }
        return trust(signer, certificates);
    }

    private List<SignatureReport> cms(byte[] manifest, byte[] encoded, List<X509Certificate> more) {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), encoded);
            List<X509Certificate> certificates = new ArrayList<>(more);
            for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
            List<SignatureReport> reports = new ArrayList<>();
            for (SignerInformation signer : signed.getSignerInfos()) {
                reports.add(cms(signer, certificates));
            }
            return reports.isEmpty() ? List.of(corrupted("nobody signed the CMS block", Optional.empty())) : reports;
        } catch (CMSException | CertificateException | RuntimeException malformed) {
            return List.of(corrupted("the CMS block cannot be read: " + malformed.getMessage(), Optional.empty()));
        }
    }

    private SignatureReport cms(SignerInformation signer, List<X509Certificate> certificates)
            throws CertificateException {
        for (X509Certificate certificate : certificates) {
            if (signer.getSID().match(holder(certificate))) {
                try {
                    // With the key alone, since validity is judged below.
                    return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()))
                            ? trust(certificate, certificates)
                            : corrupted("the manifest is not what was signed (CMS)", certificate);
                } catch (CMSException | OperatorCreationException wrong) {
                    return corrupted("the manifest is not what was signed (CMS): " + wrong.getMessage(), certificate);
                }
            }
        }
        return corrupted("the signer's certificate is missing in the CMS block", Optional.empty());
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws CertificateException {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (java.io.IOException malformed) {
            throw new CertificateException(malformed);
        }
    }

    private SignatureReport trust(X509Certificate signer, Collection<X509Certificate> others) {
        Optional<String> name = Optional.of(signer.getSubjectX500Principal().getName());
        if (!TrustedCertificates.isValid(signer, now)) {
            String validity = now.isBefore(signer.getNotBefore().toInstant())
                    ? "is not valid before " + signer.getNotBefore().toInstant()
                    : "has expired at " + signer.getNotAfter().toInstant();
            return new SignatureReport(SignatureVerdict.EXPIRED, "the signer's certificate " + validity, name);
        }
        if (trusted.vouchFor(signer, others, now)) {
            return new SignatureReport(SignatureVerdict.TRUSTED, "signed by somebody trusted", name);
        }
        // Would it have been trusted when all of its certificates were valid?
        Instant then = others.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(now);
        return then.isBefore(now) && trusted.vouchFor(signer, others, then)
                ? new SignatureReport(SignatureVerdict.EXPIRED, "an issuer's certificate has expired at " + then, name)
                : new SignatureReport(
                        SignatureVerdict.UNTRUSTED,
                        "no trusted certificate vouches for the signer; name one with --trust if you trust it",
                        name);
    }

    private static SignatureReport corrupted(String reason, X509Certificate signer) {
        return corrupted(reason, Optional.of(signer.getSubjectX500Principal().getName()));
    }

    private static SignatureReport corrupted(String reason, Optional<String> signer) {
        return new SignatureReport(SignatureVerdict.CORRUPTED, reason, signer);
    }
}
