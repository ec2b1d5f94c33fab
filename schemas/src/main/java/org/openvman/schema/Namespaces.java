package org.openvman.schema;

/** The XML namespaces of WS-Management and of the CIM binding (DSP0226, DSP0227, DSP0230), by their usual prefixes. */
public final class Namespaces {
    /** SOAP 1.2, prefix {@code s}. */
    public static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    /** WS-Addressing as DSP0226 uses it, prefix {@code wsa}. */
    public static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    /** The address that means "answer on this connection". */
    public static final String ANONYMOUS = ADDRESSING + "/role/anonymous";
    /** WS-Transfer, prefix {@code wxf}. */
    public static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
    /** WS-Enumeration, prefix {@code wsen}. */
    public static final String ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration";
    /** WS-Eventing, prefix {@code wse}. */
    public static final String EVENTING = "http://schemas.xmlsoap.org/ws/2004/08/eventing";
    /** WS-Management, prefix {@code wsman}. */
    public static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    /** The CIM binding of WS-Management, prefix {@code wsmb}. */
    public static final String CIM_BINDING = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd";
    /** Identify, prefix {@code wsmid}. */
    public static final String IDENTITY = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd";
    /** What the XML of all CIM classes has in common, prefix {@code cim}. */
    public static final String CIM_COMMON = "http://schemas.dmtf.org/wbem/wscim/1/common";
    /** XML Schema instance, prefix {@code xsi}. */
    public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private Namespaces() {}
}
