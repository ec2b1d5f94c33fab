package org.openvman.ovf.edit;

import java.util.List;

/**
 * Where an element stands in its text.
 *
 * @param start of its first tag
 * @param name as written, with prefix
 * @param attributes in order, namespace declarations too
 * @param headEnd behind the last attribute, or behind the name
 * @param openEnd behind the first tag
 * @param closeStart of the last tag; {@code openEnd} for an empty-element tag
 * @param end behind the element
 */
record ElementSpan(
        int start, String name, List<AttributeSpan> attributes, int headEnd, int openEnd, int closeStart, int end) {

    /** Where an attribute stands; the value is between its quotes. */
    record AttributeSpan(int start, String name, int valueStart, int valueEnd) {
        boolean declaresNamespace() {
            return name.equals("xmlns") || name.startsWith("xmlns:");
        }

        int end() {
            return valueEnd + 1;
        }
    }

    ElementSpan {
        attributes = List.copyOf(attributes);
    }

    boolean isEmptyTag() {
        return closeStart == end;
    }
}
