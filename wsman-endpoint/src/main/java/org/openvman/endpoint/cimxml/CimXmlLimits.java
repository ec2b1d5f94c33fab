package org.openvman.endpoint.cimxml;

/**
 * What one request may cost.
 *
 * @param requestBytes the largest body that is read; a larger one is answered with 413
 * @param depth how deep elements may nest, embedded instances included
 */
public record CimXmlLimits(long requestBytes, int depth) {
    public static final CimXmlLimits DEFAULT = new CimXmlLimits(4L << 20, 64);
}
