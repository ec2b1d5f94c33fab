package org.openvman.endpoint.wsman;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.transform.stream.StreamSource;

/** An encoded envelope on its way out, as the {@code Source} that a JAX-WS provider returns. */
final class EnvelopeSource extends StreamSource {
    private final byte[] envelope;
    private final Charset charset;

    /** @param envelope in UTF-8 */
    EnvelopeSource(byte[] envelope, Charset charset) {
        super(new ByteArrayInputStream(envelope));
        this.charset = charset;
        this.envelope = charset.equals(StandardCharsets.UTF_8) ? envelope : transcoded(envelope, charset);
    }

    // DSP0226 clause 13.1: the answer comes in the encoding of the request.
    private static byte[] transcoded(byte[] envelope, Charset charset) {
        return new String(envelope, StandardCharsets.UTF_8)
                .replaceFirst("encoding=(['\"])UTF-8\\1", "encoding=$1" + charset.name() + "$1")
                .getBytes(charset);
    }

    String contentType() {
        return "application/soap+xml;charset=" + charset.name();
    }

    int length() {
        return envelope.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(envelope);
    }
}
