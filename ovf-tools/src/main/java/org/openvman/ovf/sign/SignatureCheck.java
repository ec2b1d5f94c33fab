package org.openvman.ovf.sign;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openvman.ovf.io.Seal;

/**
 * Judges the signature of a manifest. A file with two signatures is as good as the worse of them: both must be of this
 * manifest, or somebody changed one.
 */
public final class SignatureCheck {
    private final SignerTrust trust;

    public SignatureCheck(TrustedCertificates trusted, Instant now) {
        this.trust = new SignerTrust(trusted, now);
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
            return SignatureReport.corrupted("the certificate file cannot be read: " + malformed.getMessage());
        }
    }

    private SignatureReport check(String manifestName, byte[] manifest, CertificateFile file) {
        List<SignatureReport> reports = new ArrayList<>();
        if (file.line().isPresent()) {
            reports.add(line(manifestName, manifest, file.line().get(), file.certificates()));
        }
        if (file.cms().isPresent()) {
            reports.addAll(new CmsSignatures(trust).check(manifest, file.cms().get(), file.certificates()));
        }
        return reports.stream()
                .max(Comparator.comparing(SignatureReport::verdict))
                .orElseGet(() -> SignatureReport.corrupted("there is no signature in the certificate file"));
    }

    private SignatureReport line(
            String manifestName, byte[] manifest, CertificateFile.Line line, List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            return SignatureReport.corrupted("there is no certificate in the certificate file");
        }
        X509Certificate signer = certificates.get(0);
        if (!line.manifestName().equals(manifestName)) {
            return SignatureReport.corrupted(
                    "it is the signature of '" + line.manifestName() + "', not of '" + manifestName + "'", signer);
        }
        try {
            Signature signature = Signature.getInstance(SignatureNames.of(line.digest(), signer.getPublicKey()));
            signature.initVerify(signer);
            signature.update(manifest);
            if (!signature.verify(line.signature())) {
                return SignatureReport.corrupted("the manifest is not what was signed", signer);
            }
        } catch (GeneralSecurityException unusable) {
            return SignatureReport.corrupted("the signature cannot be verified: " + unusable.getMessage(), signer);
        }
        return trust.judge(signer, certificates);
    }
}
