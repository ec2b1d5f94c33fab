package org.openvman.endpoint.wsman;

/** One element of wsman:Items or wsen:Items, as the client asked for it. */
interface EnumerationItem {
    void write(XmlOutput out);
}
