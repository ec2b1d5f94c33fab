package org.openvman.ovf.sign;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What to think of the signer of a signature that is right: trusted, unknown, or expired. */
record SignerTrust(TrustedCertificates trusted, Instant now) {

    SignatureReport judge(X509Certificate signer, Collection<X509Certificate> others) {
        Optional<String> name = Optional.of(SignatureReport.nameOf(signer));
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
}
