package org.openvman.provider.view;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;

/** Makes the Java values that views return into values of the types that the MOF declares. */
final class Conversion {
    private Conversion() {}

    /** The property, or empty if the view has no value for it. */
    static Optional<CimProperty> property(CimPropertyDeclaration declaration, Object raw) {
        return unwrap(raw)
                .map(value -> new CimProperty(
                        declaration.name(), declaration.type(), declaration.array(), toCim(declaration.type(), value)));
    }

    static Optional<Object> unwrap(Object raw) {
        if (raw instanceof Optional<?> optional) {
            return optional.map(value -> value);
        }
        if (raw instanceof OptionalInt optional) {
            return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
        }
        if (raw instanceof OptionalLong optional) {
            return optional.isPresent() ? Optional.of(optional.getAsLong()) : Optional.empty();
        }
        return Optional.of(raw);
    }

    static Object toCim(CimType type, Object value) {
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(element -> toCim(type, element)).toList();
        }
        if (type == CimType.DATETIME) {
            if (value instanceof Instant instant) {
                return CimDateTime.of(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            }
            if (value instanceof Duration duration) {
                return CimDateTime.of(duration);
            }
        }
        return value;
    }
}
