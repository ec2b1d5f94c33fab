package org.openvman.ovf.sign;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with PEM blocks in it (RFC 7468), and anything between them. */
final class PemBlocks {
    static final String CERTIFICATE = "CERTIFICATE";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 #]+)-----([^-]*+)-----END \\1-----", Pattern.DOTALL);
    private static final int LINE = 64;

    private final List<Block> blocks = new ArrayList<>();

    /** One block. */
    private record Block(String label, byte[] content) {}

    /**
     * Finds the blocks.
     *
     * @throws IllegalArgumentException when one is not base 64
     */
    PemBlocks(String text) {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(new Block(block.group(1), Base64.getMimeDecoder().decode(block.group(2))));
        }
    }

    List<byte[]> labelled(List<String> labels) {
        return blocks.stream()
                .filter(block -> labels.contains(block.label()))
                .map(Block::content)
                .toList();
    }

    List<X509Certificate> certificates() throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] encoded : labelled(List.of(CERTIFICATE, "X509 CERTIFICATE", "TRUSTED CERTIFICATE"))) {
            certificates.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        }
        return certificates;
    }

    static String write(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
