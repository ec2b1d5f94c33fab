package org.openvman.ovf.sign;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The signatures in a CMS block (RFC 5652). A class of its own because few packages have one, and loading the library
 * for it takes longer than all the rest of judging a small package.
 */
final class CmsSignatures {
    private final SignerTrust trust;

    CmsSignatures(SignerTrust trust) {
        this.trust = trust;
    }

    /**
     * Judges every signature in the block.
     *
     * @param more certificates beside the block's own
     */
    List<SignatureReport> check(byte[] manifest, byte[] encoded, List<X509Certificate> more) {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), encoded);
            List<X509Certificate> certificates = new ArrayList<>(more);
            for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
            List<SignatureReport> reports = new ArrayList<>();
            for (SignerInformation signer : signed.getSignerInfos()) {
                reports.add(check(signer, certificates));
            }
            return reports.isEmpty() ? List.of(SignatureReport.corrupted("nobody signed the CMS block")) : reports;
        } catch (CMSException | CertificateException | RuntimeException malformed) {
            return List.of(SignatureReport.corrupted("the CMS block cannot be read: " + malformed.getMessage()));
        }
    }

    private SignatureReport check(SignerInformation signer, List<X509Certificate> certificates)
            throws CertificateException {
        for (X509Certificate certificate : certificates) {
            if (signer.getSID().match(holder(certificate))) {
                try {
                    // With the key alone, since validity is judged apart.
                    return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()))
                            ? trust.judge(certificate, certificates)
                            : SignatureReport.corrupted("the manifest is not what was signed (CMS)", certificate);
                } catch (CMSException | OperatorCreationException wrong) {
                    return SignatureReport.corrupted(
                            "the manifest is not what was signed (CMS): " + wrong.getMessage(), certificate);
                }
            }
        }
        return SignatureReport.corrupted("the signer's certificate is missing in the CMS block");
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws CertificateException {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (IOException malformed) {
            throw new CertificateException(malformed);
        }
    }
}
