package org.openvman.endpoint.wsman;

/** What becomes of instances of subclasses (DSP0227 clause 8.2). */
enum PolymorphismMode {
    /** They are there, in their own class. */
    INCLUDE_SUBCLASS_PROPERTIES("IncludeSubClassProperties"),
    /** They are there, as instances of the class that was asked for. */
    EXCLUDE_SUBCLASS_PROPERTIES("ExcludeSubClassProperties"),
    /** They are not there. */
    NONE("None");

    private final String text;

    PolymorphismMode(String text) {
        this.text = text;
    }

    static PolymorphismMode of(String text) {
        for (PolymorphismMode mode : values()) {
            // The schema of the binding writes SubClass, the MOF of its CIM class Subclass.
            if (mode.text.equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw WsmanFault.POLYMORPHISM_MODE_NOT_SUPPORTED.because("no wsmb:PolymorphismMode \"" + text + "\"");
    }
}
