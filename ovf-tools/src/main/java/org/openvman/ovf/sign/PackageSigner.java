package org.openvman.ovf.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.openvman.ovf.io.DigestAlgorithm;

/** Signs the manifest of a package, and with it every byte that the manifest has a digest of. */
public final class PackageSigner {
    private final SigningKey key;
    private final DigestAlgorithm digest;
    private final boolean withCms;

    /**
     * A signer.
     *
     * @param withCms whether to add a CMS signature (RFC 5652) to the one that DSP0243 has
     */
    public PackageSigner(SigningKey key, DigestAlgorithm digest, boolean withCms) {
        this.key = key;
        this.digest = digest;
        this.withCms = withCms;
    }

    /** The certificate file for a manifest. */
    public byte[] sign(String manifestName, byte[] manifest) {
        try {
            return CertificateFile.write(
                    new CertificateFile.Line(digest, manifestName, key.sign(digest, manifest)),
                    key.chain(),
                    withCms ? Optional.of(cms(manifest)) : Optional.empty());
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException unusable) {
            throw new SigningException("the key cannot sign: " + unusable.getMessage(), unusable);
        }
    }

    /** Detached: the manifest is not in it. */
    private byte[] cms(byte[] manifest)
            throws GeneralSecurityException, OperatorCreationException, CMSException, IOException {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .build(
                        new JcaContentSignerBuilder(SignatureNames.of(digest, key.key())).build(key.key()),
                        key.certificate()));
        generator.addCertificates(new JcaCertStore(key.chain()));
        return generator.generate(new CMSProcessableByteArray(manifest), false).getEncoded();
    }
}
