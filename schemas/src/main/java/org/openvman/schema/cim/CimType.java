package org.openvman.schema.cim;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * The intrinsic types of CIM (DSP0004), and the one Java class that carries a value of each.
 *
 * <ul>
 *   <li>all integers but uint64: {@link Long}; uint64: {@link BigInteger}
 *   <li>real32, real64: {@link Double}; boolean: {@link Boolean}; char16: {@link Character}
 *   <li>string: {@link String}; datetime: {@link CimDateTime}; reference: {@link CimPath}
 *   <li>an embedded instance or object (a string with the qualifier EmbeddedInstance or EmbeddedObject in MOF):
 *       {@link CimInstance}
 * </ul>
 *
 * An array is a {@code java.util.List} of these.
 */
public enum CimType {
    BOOLEAN,
    CHAR16,
    UINT8(0, 8),
    SINT8(-1, 8),
    UINT16(0, 16),
    SINT16(-1, 16),
    UINT32(0, 32),
    SINT32(-1, 32),
    UINT64(0, 64),
    SINT64(-1, 64),
    REAL32,
    REAL64,
    STRING,
    DATETIME,
    REFERENCE,
    EMBEDDED;

    private final BigInteger minimum;
    private final BigInteger maximum;

    CimType() {
        this.minimum = BigInteger.ZERO;
        this.maximum = BigInteger.ZERO;
    }

    CimType(int sign, int bits) {
        this.minimum = sign < 0 ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        this.maximum = BigInteger.TWO.pow(sign < 0 ? bits - 1 : bits).subtract(BigInteger.ONE);
    }

    /** The type that MOF and CIM-XML call by this name ({@code uint16}, {@code string}); empty if there is none. */
    public static Optional<CimType> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "boolean" -> Optional.of(BOOLEAN);
            case "char16" -> Optional.of(CHAR16);
            case "uint8" -> Optional.of(UINT8);
            case "sint8" -> Optional.of(SINT8);
            case "uint16" -> Optional.of(UINT16);
            case "sint16" -> Optional.of(SINT16);
            case "uint32" -> Optional.of(UINT32);
            case "sint32" -> Optional.of(SINT32);
            case "uint64" -> Optional.of(UINT64);
            case "sint64" -> Optional.of(SINT64);
            case "real32" -> Optional.of(REAL32);
            case "real64" -> Optional.of(REAL64);
            case "string" -> Optional.of(STRING);
            case "datetime" -> Optional.of(DATETIME);
            case "reference" -> Optional.of(REFERENCE);
            default -> Optional.empty();
        };
    }

    /** The name in MOF and CIM-XML; an embedded instance is a {@code string} there. */
    public String mofName() {
        return this == EMBEDDED ? "string" : name().toLowerCase(Locale.ROOT);
    }

    public boolean isInteger() {
        return !maximum.equals(BigInteger.ZERO);
    }

    /**
     * The value as this type's Java class, from any number, from text as it travels in XML, or unchanged.
     *
     * @throws IllegalArgumentException if the value has no place in this type; the message names both
     */
    public Object coerce(Object value) {
        if (isInteger()) {
            return integer(value);
        }
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean ? value : bool(value);
            case CHAR16 -> value instanceof Character ? value : character(value);
            case REAL32, REAL64 -> real(value);
            case STRING -> value instanceof String ? value : text(value);
            case DATETIME -> value instanceof CimDateTime ? value : new CimDateTime(value.toString());
            case REFERENCE -> require(value, CimPath.class);
            case EMBEDDED -> require(value, CimInstance.class);
            default -> throw new IllegalStateException(name());
        };
    }

    private Object integer(Object value) {
        BigInteger number;
        if (value instanceof BigInteger big) {
            number = big;
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            number = BigInteger.valueOf(((Number) value).longValue());
        } else if (value instanceof String text) {
            number = parseInteger(text.strip());
        } else {
            throw mismatch(value);
        }
        if (number.compareTo(minimum) < 0 || number.compareTo(maximum) > 0) {
            throw new IllegalArgumentException(
                    number + " is out of range for " + mofName() + " (" + minimum + ".." + maximum + ")");
        }
        if (this == UINT64) {
            return number;
        }
        return number.longValueExact();
    }

    private BigInteger parseInteger(String text) {
        if (text.isEmpty() || text.length() > 24) {
            throw mismatch(text);
        }
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return new BigInteger(text.substring(2), 16);
            }
            return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        } catch (NumberFormatException e) {
            throw mismatch(text);
        }
    }

    private Double real(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            String trimmed = text.strip();
            try {
                return switch (trimmed) {
                    case "INF" -> Double.POSITIVE_INFINITY;
                    case "-INF" -> Double.NEGATIVE_INFINITY;
                    case "NaN" -> Double.NaN;
                    default -> new BigDecimal(trimmed).doubleValue();
                };
            } catch (NumberFormatException e) {
                throw mismatch(value);
            }
        }
        throw mismatch(value);
    }

    private Boolean bool(Object value) {
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw mismatch(value);
        };
    }

    private Character character(Object value) {
        if (value instanceof String text && text.length() == 1) {
            return text.charAt(0);
        }
        throw mismatch(value);
    }

    private String text(Object value) {
        if (value instanceof CimPath || value instanceof CimInstance || value instanceof Iterable<?>) {
            throw mismatch(value);
        }
        return value.toString();
    }

    private <T> T require(Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw mismatch(value);
        }
        return type.cast(value);
    }

    private IllegalArgumentException mismatch(Object value) {
        return new IllegalArgumentException("\"" + value + "\" is not a " + mofName());
    }
}
