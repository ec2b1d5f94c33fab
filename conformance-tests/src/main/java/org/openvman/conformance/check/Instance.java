package org.openvman.conformance.check;

import java.util.List;
import java.util.Optional;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.XmlElement;

/** A CIM instance as WS-Management shows it (DSP0230): where it is and its element. */
public record Instance(EndpointReference reference, XmlElement element) {
    public String className() {
        return element.name();
    }

    /** The value of a property that is there and not NULL. */
    public Optional<String> text(String property) {
        return values(property).stream().findFirst();
    }

    /** The values of an array; none for NULL. */
    public List<String> values(String property) {
        return element.children().stream()
                .filter(child -> child.name().equals(property) && !child.isNil())
                .map(Instance::text)
                .toList();
    }

    /** A datetime is in an element that says what kind it is of (DSP0230, datetime). */
    private static String text(XmlElement property) {
        return property.children().stream()
                .filter(child -> child.namespace().equals(Names.CIM))
                .findFirst()
                .orElse(property)
                .token();
    }

    /** The value of a numeric property; empty if it is absent, NULL or no number. */
    public Optional<Long> number(String property) {
        try {
            return text(property).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The value of a reference property. */
    public Optional<EndpointReference> referenced(String property) {
        return element.children().stream()
                .filter(child -> child.name().equals(property) && !child.isNil())
                .map(EndpointReference::read)
                .findFirst();
    }

    /**
     * The value of a property that must be there.
     *
     * @throws CheckFailure if it is not
     */
    public String required(String property) {
        return text(property)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () -> new CheckFailure(className() + "." + property + " with a value", "none in " + reference));
    }

    /**
     * The value of a number that must be there.
     *
     * @throws CheckFailure if it is not
     */
    public long requiredNumber(String property) {
        String value = required(property);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new CheckFailure(className() + "." + property + " as a number", "\"" + value + "\"");
        }
    }
}
