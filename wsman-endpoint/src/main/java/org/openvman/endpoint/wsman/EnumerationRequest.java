package org.openvman.endpoint.wsman;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openvman.provider.operation.CimOperations;

/**
 * The body of an Enumerate (DSP0226 clause 8.2), checked.
 *
 * @param optimized whether the first items come with the answer
 * @param maxElements how many at most
 * @param expires how long the client wants the context to live
 */
record EnumerationRequest(
        boolean optimized,
        int maxElements,
        EnumerationMode mode,
        PolymorphismMode polymorphism,
        Optional<EnumerationFilter> filter,
        Optional<Duration> expires) {

    static EnumerationRequest of(WsmanRequest request, CimOperations operations, Instant now) {
        XmlElement body = request.body(Namespace.ENUMERATION, "Enumerate");
        if (body.child(Namespace.ENUMERATION, "EndTo").isPresent()) {
            throw WsmanFault.UNSUPPORTED_ADDRESSING_MODE.because("wsen:EndTo is not supported");
        }
        PolymorphismMode polymorphism = body.childText(Namespace.BINDING, "PolymorphismMode")
                .map(PolymorphismMode::of)
                .orElse(PolymorphismMode.INCLUDE_SUBCLASS_PROPERTIES);
        if (request.isForAllClasses() && polymorphism != PolymorphismMode.INCLUDE_SUBCLASS_PROPERTIES) {
            throw WsmanFault.POLYMORPHISM_MODE_NOT_SUPPORTED.because(
                    "all classes at once are enumerated with IncludeSubClassProperties only");
        }
        ClassLookup classes = new ClassLookup(
                operations, request.context(), request.selectors().namespace());
        return new EnumerationRequest(
                body.child(Namespace.WSMAN, "OptimizeEnumeration").isPresent(),
                maxElements(body, Namespace.WSMAN),
                body.childText(Namespace.WSMAN, "EnumerationMode")
                        .map(EnumerationMode::of)
                        .orElse(EnumerationMode.OBJECT),
                polymorphism,
                new FilterReader(classes).read(body),
                expires(body, now));
    }

    /** MaxElements in its namespace; one when absent (DSP0226 clause 8.4). */
    static int maxElements(XmlElement body, Namespace namespace) {
        return positive(body, namespace, "MaxElements").orElse(1);
    }

    static Optional<Integer> positive(XmlElement body, Namespace namespace, String name) {
        return body.childText(namespace, name).map(text -> {
            try {
                long value = Long.parseLong(text);
                if (value > 0) {
                    return (int) Math.min(value, Integer.MAX_VALUE);
                }
            } catch (NumberFormatException e) {
                // Told below, like a number below one.
            }
            throw WsmanFault.SCHEMA_VALIDATION_ERROR.because(
                    namespace.prefix() + ":" + name + " must be a positive number, not \"" + text + "\"");
        });
    }

    /** wsen:Expires, a duration or a point in time in the future. */
    static Optional<Duration> expires(XmlElement body, Instant now) {
        return body.childText(Namespace.ENUMERATION, "Expires").map(text -> {
            try {
                Duration wanted = text.startsWith("P") || text.startsWith("-P")
                        ? XmlTime.duration(text)
                        : Duration.between(now, XmlTime.point(text).toInstant());
                if (wanted.isNegative() || wanted.isZero()) {
                    throw new IllegalArgumentException("\"" + text + "\" is not in the future");
                }
                return wanted;
            } catch (IllegalArgumentException e) {
                throw WsmanFault.INVALID_EXPIRATION_TIME.because("wsen:Expires: " + e.getMessage());
            }
        });
    }
}
