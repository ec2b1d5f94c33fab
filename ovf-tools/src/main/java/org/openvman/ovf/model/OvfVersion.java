package org.openvman.ovf.model;

/** Versions of DSP0243 by the namespace of the envelope. */
public enum OvfVersion {
    /** Before the standard. */
    V0_9("0.9", "http://www.vmware.com/schema/ovf/1/envelope"),
    /** DSP0243 1.0 and 1.1. */
    V1("1.x", "http://schemas.dmtf.org/ovf/envelope/1"),
    /** DSP0243 2.0 and 2.1. */
    V2("2.x", "http://schemas.dmtf.org/ovf/envelope/2");

    private final String text;
    private final String namespace;

    OvfVersion(String text, String namespace) {
        this.text = text;
        this.namespace = namespace;
    }

    public String namespace() {
        return namespace;
    }

    @Override
    public String toString() {
        return text;
    }
}
