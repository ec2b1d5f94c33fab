package org.openvman.endpoint.wsman;

import org.openvman.schema.Namespaces;

/** Identify (DSP0226 clause 11): who answers here, without WS-Addressing. */
final class IdentifyActions {
    private static final String SECURITY_PROFILE = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/http/basic";

    private final String version;

    IdentifyActions(String version) {
        this.version = version;
    }

    static boolean isIdentify(SoapEnvelope envelope) {
        return envelope.body()
                .filter(element -> element.is(Namespace.IDENTITY, "Identify"))
                .isPresent();
    }

    void write(XmlOutput out) {
        out.start(Namespace.IDENTITY, "IdentifyResponse");
        out.declare(Namespace.IDENTITY);
        out.leaf(Namespace.IDENTITY, "ProtocolVersion", Namespaces.WSMAN);
        out.leaf(Namespace.IDENTITY, "ProductVendor", "OpenVMAN");
        out.leaf(Namespace.IDENTITY, "ProductVersion", version);
        out.start(Namespace.IDENTITY, "SecurityProfiles");
        out.leaf(Namespace.IDENTITY, "SecurityProfileName", SECURITY_PROFILE);
        out.end();
        out.end();
    }
}
