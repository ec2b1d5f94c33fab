package org.openvman.endpoint.wsman;

/**
 * What a request may not exceed, whoever sends it.
 *
 * @param bytes of the whole envelope
 * @param depth of nested elements
 * @param elements in all
 * @param attributes of one element
 */
public record XmlLimits(int bytes, int depth, int elements, int attributes) {
    public static final XmlLimits DEFAULT = new XmlLimits(512 * 1024, 64, 20_000, 64);
}
