package org.openvman.provider.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;

/** The value of one property that a client gave, with the instance it came in: a quantity needs its units. */
public record SettingValue(Object value, CimInstance instance) {

    public String text() {
        return value.toString();
    }

    public List<String> texts() {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(text());
    }

    /**
     * The value as a whole number.
     *
     * @throws IllegalArgumentException if it is none, or beyond a signed 64 bit integer
     */
    public long number() {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof java.math.BigInteger big) {
            if (big.bitLength() > 63) {
                throw new IllegalArgumentException(big + " is too large");
            }
            return big.longValue();
        }
        throw new IllegalArgumentException("\"" + value + "\" is not a number");
    }

    public int integer() {
        long number = number();
        if (number != (int) number) {
            throw new IllegalArgumentException(number + " is too large");
        }
        return (int) number;
    }

    public boolean bool() {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw new IllegalArgumentException("\"" + value + "\" is not a boolean");
    }

    /**
     * The value as an interval.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Duration interval() {
        if (value instanceof CimDateTime time && time.isInterval()) {
            return time.toDuration();
        }
        throw new IllegalArgumentException("\"" + value + "\" is not an interval");
    }

    /** Another property of the same instance, as text. */
    public Optional<String> sibling(String property) {
        return instance.string(property);
    }
}
