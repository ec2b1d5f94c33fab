package org.openvman.conformance.wire;

/** The namespaces and URIs of DSP0226, DSP0227, DSP0230 and what they build on. */
public final class Names {
    public static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    public static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    public static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
    public static final String ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration";
    public static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    public static final String BINDING = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd";
    public static final String IDENTITY = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd";
    public static final String CIM = "http://schemas.dmtf.org/wbem/wscim/1/common";
    public static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    public static final String XML = "http://www.w3.org/XML/1998/namespace";

    public static final String ANONYMOUS = ADDRESSING + "/role/anonymous";
    public static final String GET = TRANSFER + "/Get";
    public static final String PUT = TRANSFER + "/Put";
    public static final String CREATE = TRANSFER + "/Create";
    public static final String DELETE = TRANSFER + "/Delete";
    public static final String ENUMERATE = ENUMERATION + "/Enumerate";
    public static final String PULL = ENUMERATION + "/Pull";
    public static final String RELEASE = ENUMERATION + "/Release";
    public static final String RENEW = ENUMERATION + "/Renew";
    public static final String GET_STATUS = ENUMERATION + "/GetStatus";

    public static final String SELECTOR_FILTER = "http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter";
    public static final String ASSOCIATION_FILTER = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter";
    /** The resource URI of all classes at once (DSP0227 R6-1). */
    public static final String ALL_CLASSES = "http://schemas.dmtf.org/wbem/wscim/1/*";

    private static final String CIM_CLASSES = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";
    private static final String FAULT_DETAILS = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";

    private Names() {}

    /** The resource URI of a class of the CIM schema (DSP0230). */
    public static String resourceUri(String className) {
        return CIM_CLASSES + className;
    }

    /** The URI of a fault detail (DSP0226 clause 14). */
    public static String faultDetail(String name) {
        return FAULT_DETAILS + name;
    }
}
