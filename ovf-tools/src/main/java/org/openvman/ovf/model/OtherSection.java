package org.openvman.ovf.model;

/**
 * A section that has no record of its own: a vendor's, or one of the standard's that we only carry.
 *
 * @param required whether an importer that does not know it must refuse the package (DSP0243, default true)
 */
public record OtherSection(String info, XmlElement element, boolean required, Location at) implements Section {}
