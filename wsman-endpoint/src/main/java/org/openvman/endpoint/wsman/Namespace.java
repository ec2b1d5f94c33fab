package org.openvman.endpoint.wsman;

import org.openvman.schema.Namespaces;

/** The XML namespaces of WS-Management (DSP0226 table 1, DSP0227, DSP0230) with the prefix under which we write them. */
enum Namespace {
    SOAP("s", Namespaces.SOAP),
    ADDRESSING("wsa", Namespaces.ADDRESSING),
    TRANSFER("wxf", Namespaces.TRANSFER),
    ENUMERATION("wsen", Namespaces.ENUMERATION),
    WSMAN("wsman", Namespaces.WSMAN),
    BINDING("wsmb", Namespaces.CIM_BINDING),
    IDENTITY("wsmid", Namespaces.IDENTITY),
    CIM("cim", Namespaces.CIM_COMMON),
    SCHEMA_INSTANCE("xsi", Namespaces.XSI),
    XML("xml", "http://www.w3.org/XML/1998/namespace");

    private final String prefix;
    private final String uri;

    Namespace(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
    }

    String prefix() {
        return prefix;
    }

    String uri() {
        return uri;
    }
}
