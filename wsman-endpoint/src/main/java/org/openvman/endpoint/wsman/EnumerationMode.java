package org.openvman.endpoint.wsman;

/** What an enumeration yields (DSP0226 clause 8.7): the objects, their references, or both. */
enum EnumerationMode {
    OBJECT,
    EPR,
    OBJECT_AND_EPR;

    static EnumerationMode of(String text) {
        return switch (text) {
            case "EnumerateEPR" -> EPR;
            case "EnumerateObjectAndEPR" -> OBJECT_AND_EPR;
            default ->
                throw WsmanFault.UNSUPPORTED_ENUMERATION_MODE.because(
                        "wsman:EnumerationMode \"" + text + "\" is not supported");
        };
    }
}
