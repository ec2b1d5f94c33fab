package org.openvman.ovf.service;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.XmlElement;

/** An element of the extensions of RESERVOIR, or of OVF with attributes of theirs; values are read when they are asked for. */
record ReservoirElement(XmlElement element) {
    private static final long TOO_MANY = 1L << 32;
    private static final String NAMESPACE = "http://schemas.telefonica.com/claudia/ovf";

    boolean isOurs() {
        return element.name().getNamespaceURI().equals(NAMESPACE);
    }

    String name() {
        return element.name().getLocalPart();
    }

    Stream<ReservoirElement> children(String name) {
        return element.elements(qualified(name)).map(ReservoirElement::new);
    }

    Optional<ReservoirElement> child(String name) {
        return children(name).findFirst();
    }

    String text() {
        return element.text().strip();
    }

    /** The text of a child that must be there. */
    String text(String name) {
        return child(name)
                .map(ReservoirElement::text)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> wrong(name() + " has no " + name));
    }

    OptionalDouble number(String name) {
        Optional<String> text = child(name).map(ReservoirElement::text);
        try {
            return text.map(digits -> OptionalDouble.of(Double.parseDouble(digits)))
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException notANumber) {
            throw wrong(name + " is not a number: '" + text.orElse("") + "'");
        }
    }

    /** With the prefix of the extension or without one. */
    Optional<String> attribute(String name) {
        return element.attribute(qualified(name)).or(() -> element.attribute(new QName(name)));
    }

    int wholeNumber(String attribute, int otherwise) {
        Optional<String> text = attribute(attribute);
        try {
            return text.map(digits -> Integer.parseInt(digits.strip())).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw wrong(attribute + " is not a whole number: '" + text.orElse("") + "'");
        }
    }

    /** How long something is watched. */
    Duration window() {
        ReservoirElement window = child("Window").orElseThrow(() -> wrong(name() + " has no Window"));
        return window.unit().multipliedBy(count("Window"));
    }

    /** Frequency counts in the unit of the window. */
    Duration frequency() {
        return child("Window")
                .map(ReservoirElement::unit)
                .orElse(Duration.ofMinutes(1))
                .multipliedBy(Math.max(1, count("Frequency")));
    }

    /** Between nothing and what is too long in any unit. */
    private long count(String child) {
        return Math.max(0, Math.min(TOO_MANY, Math.round(number(child).orElse(1))));
    }

    private Duration unit() {
        String unit = attribute("unit").orElse("second");
        return switch (unit.strip().replaceFirst("s$", "")) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            default -> throw wrong("'" + unit + "' is no unit of time");
        };
    }

    /** What is made of this element; what its maker refuses is wrong here. */
    <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw wrong(String.valueOf(refused.getMessage()));
        }
    }

    /** That it cannot be understood, and where. */
    OvfException wrong(String message) {
        return new OvfException(element.at(), message);
    }

    private static QName qualified(String local) {
        return new QName(NAMESPACE, local);
    }
}
