package org.openvman.ovf.service;

import java.util.Set;

/**
 * A value that a member finds in its OVF environment (DSP0243, ProductSection); macros are expanded at deployment.
 *
 * @param key the whole key, with its class: {@code com.sap.db.sid}
 * @param type one of the types that DSP0243 lists
 * @param qualifiers bounds in the notation of DSP0243, for example {@code MinLen(3) MaxLen(3)}; may be empty
 */
public record Property(
        String key,
        String value,
        String type,
        boolean userConfigurable,
        boolean password,
        String qualifiers,
        String label,
        String description) {

    private static final Set<String> TYPES = Set.of(
            "uint8", "sint8", "uint16", "sint16", "uint32", "sint32", "uint64", "sint64", "string", "boolean", "real32",
            "real64");

    public Property {
        Names.requirePropertyKey(key);
        Names.requireXmlText("value of property '" + key + "'", value);
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "property '" + key + "' has the unknown type '" + type + "' (for example string, boolean, uint32)");
        }
    }

    /** A fixed string. */
    public static Property of(String key, String value) {
        return new Property(key, value, "string", false, false, "", "", "");
    }

    public Property withValue(String changed) {
        return new Property(key, changed, type, userConfigurable, password, qualifiers, label, description);
    }

    /** The part before the last dot, which OVF calls the product's class; may be empty. */
    public String productClass() {
        return key.substring(0, Math.max(0, key.lastIndexOf('.')));
    }

    /** The part after the last dot; DSP0243 allows no dot in a property's own key. */
    public String shortKey() {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
