package org.openvman.ovf.io;

import java.util.List;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.Repair;
import org.openvman.ovf.model.XmlElement;

/**
 * A descriptor as it was read: its bytes, its elements with their places, and what they mean.
 *
 * <p>Writing a document back means writing {@link #bytes()}: unchanged is identical, to the byte.
 *
 * @param file name used in locations
 * @param repairs what had to be guessed to read it
 */
public record OvfDocument(String file, byte[] bytes, XmlElement root, Descriptor descriptor, List<Repair> repairs) {

    public OvfDocument {
        bytes = bytes.clone();
        repairs = List.copyOf(repairs);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
