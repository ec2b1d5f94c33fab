package org.openvman.ovf.sign;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.ovf.io.DigestAlgorithm;

/**
 * The {@code .cert} file of a package (DSP0243, OVF package): a line with the signature of the manifest, the signer's
 * certificate in PEM and, of some tools, a CMS signature of the manifest in PEM too.
 */
public record CertificateFile(Optional<Line> line, List<X509Certificate> certificates, Optional<byte[]> cms) {
    private static final String CMS = "CMS";
    private static final List<String> CMS_LABELS = List.of(CMS, "PKCS7", "PKCS #7 SIGNED DATA");
    private static final Pattern SIGNATURE = Pattern.compile(
            "^[ \\t]*(SHA-?1|SHA-?256|SHA-?512)[ \\t]*\\(([^\\n]*)\\)[ \\t]*=[ \\t]*((?:[0-9a-f]{2})++)[ \\t\\r]*$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** {@code SHA256(base.mf)= hex}, the digits being a signature and no digest. */
    public record Line(DigestAlgorithm digest, String manifestName, byte[] signature) {}

    public CertificateFile {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads such a file.
     *
     * @throws CertificateException when it is none
     */
    public static CertificateFile read(byte[] bytes) throws CertificateException {
        try {
            PemBlocks blocks = new PemBlocks(new String(bytes, StandardCharsets.UTF_8));
            return new CertificateFile(
                    line(bytes),
                    blocks.certificates(),
                    blocks.labelled(CMS_LABELS).stream().findFirst());
        } catch (IllegalArgumentException malformed) {
            throw new CertificateException("malformed: " + malformed.getMessage(), malformed);
        }
    }

    /** The line alone, whatever else is in the file. */
    public static Optional<Line> line(byte[] bytes) {
        Matcher matcher = SIGNATURE.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!matcher.find()) {
            return Optional.empty();
        }
        byte[] signature = HexFormat.of().parseHex(matcher.group(3).toLowerCase(Locale.ROOT));
        return DigestAlgorithm.ofWord(matcher.group(1))
                .map(digest -> new Line(digest, matcher.group(2).strip(), signature));
    }

    /** A file with one kind of signature or both; the signer's certificate comes first. */
    static byte[] write(Line line, List<X509Certificate> chain, Optional<byte[]> cms) throws CertificateException {
        StringBuilder text = new StringBuilder()
                .append(line.digest())
                .append('(')
                .append(line.manifestName())
                .append(")= ")
                .append(HexFormat.of().formatHex(line.signature()))
                .append('\n');
        for (X509Certificate certificate : chain) {
            text.append(PemBlocks.write(PemBlocks.CERTIFICATE, certificate.getEncoded()));
        }
        cms.ifPresent(signature -> text.append(PemBlocks.write(CMS, signature)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
