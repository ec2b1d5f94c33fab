package org.openvman.ovf.check;

import org.openvman.ovf.io.OvfNames;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/** Leaves out of a schema what a later edition added: elements with an attribute {@code since} of ours. */
final class EditionFilter extends XMLFilterImpl {
    private int left;

    EditionFilter(XMLReader schema) {
        super(schema);
    }

    @Override
    public void startElement(String namespace, String local, String qualified, Attributes attributes)
            throws SAXException {
        if (left > 0 || attributes.getIndex(OvfNames.OPENVMAN, "since") >= 0) {
            left++;
        } else {
            super.startElement(namespace, local, qualified, attributes);
        }
    }

    @Override
    public void endElement(String namespace, String local, String qualified) throws SAXException {
        if (left > 0) {
            left--;
        } else {
            super.endElement(namespace, local, qualified);
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (left == 0) {
            super.characters(characters, start, length);
        }
    }
}
