package org.openvman.ovf.sign;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The answer of a check.
 *
 * @param reason in words
 * @param signer the subject of the signer's certificate, when there is one
 */
public record SignatureReport(SignatureVerdict verdict, String reason, Optional<String> signer) {

    /** Not what somebody signed, or not to be made out. */
    static SignatureReport corrupted(String reason) {
        return new SignatureReport(SignatureVerdict.CORRUPTED, reason, Optional.empty());
    }

    static SignatureReport corrupted(String reason, X509Certificate signer) {
        return new SignatureReport(SignatureVerdict.CORRUPTED, reason, Optional.of(nameOf(signer)));
    }

    static String nameOf(X509Certificate signer) {
        return signer.getSubjectX500Principal().getName();
    }
}
