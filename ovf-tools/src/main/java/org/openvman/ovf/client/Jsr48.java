package org.openvman.ovf.client;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.metricshub.wbem.javax.cim.CIMArgument;
import org.metricshub.wbem.javax.cim.CIMDataType;
import org.metricshub.wbem.javax.cim.CIMDateTime;
import org.metricshub.wbem.javax.cim.CIMDateTimeAbsolute;
import org.metricshub.wbem.javax.cim.CIMDateTimeInterval;
import org.metricshub.wbem.javax.cim.CIMInstance;
import org.metricshub.wbem.javax.cim.CIMObjectPath;
import org.metricshub.wbem.javax.cim.CIMProperty;
import org.metricshub.wbem.javax.cim.UnsignedInteger16;
import org.metricshub.wbem.javax.cim.UnsignedInteger32;
import org.metricshub.wbem.javax.cim.UnsignedInteger64;
import org.metricshub.wbem.javax.cim.UnsignedInteger8;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** Between our records and the JSR 48 types of the SBLIM client, which take and give many nulls; they stay in here. */
final class Jsr48 {
    private Jsr48() {}

    static CIMObjectPath path(CimPath path) {
        CIMProperty<?>[] keys = path.keys().entrySet().stream()
                .map(key -> key(key.getKey(), key.getValue()))
                .toArray(CIMProperty<?>[]::new);
        return new CIMObjectPath(
                null, null, null, path.namespace().isEmpty() ? null : path.namespace(), path.className(), keys);
    }

    private static CIMProperty<?> key(String name, Object value) {
        CimType type = CimType.STRING;
        if (value instanceof CimPath) {
            type = CimType.REFERENCE;
        } else if (value instanceof Boolean) {
            type = CimType.BOOLEAN;
        } else if (value instanceof BigInteger) {
            type = CimType.UINT64;
        } else if (value instanceof Long) {
            type = CimType.SINT64;
        } else if (value instanceof CimDateTime) {
            type = CimType.DATETIME;
        }
        return new CIMProperty<>(name, dataType(type, false), value(type, false, value), true, false, null);
    }

    /** The path; integer keys are {@code Long}, or {@code BigInteger} where that is too small. */
    static CimPath path(CIMObjectPath path) {
        Map<String, Object> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (CIMProperty<?> key : path.getKeys()) {
            keys.put(key.getName(), key(key.getValue()));
        }
        return new CimPath(Optional.ofNullable(path.getNamespace()).orElse(""), path.getObjectName(), keys);
    }

    private static Object key(Object value) {
        if (value instanceof CIMObjectPath path) {
            return path(path);
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number) {
            BigInteger number = new BigInteger(value.toString());
            return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : number;
        }
        return value.toString();
    }

    static CIMInstance instance(CimInstance instance) {
        CIMProperty<?>[] properties = instance.properties().stream()
                .map(property -> new CIMProperty<>(
                        property.name(),
                        dataType(property.type(), property.array()),
                        value(property.type(), property.array(), property.value())))
                .toArray(CIMProperty<?>[]::new);
        CimPath path = instance.path().orElseGet(() -> CimPath.ofClass("", instance.className()));
        return new CIMInstance(path(path), properties);
    }

    static CimInstance instance(CIMInstance instance) {
        List<CimProperty> properties = new ArrayList<>();
        for (CIMProperty<?> property : instance.getProperties()) {
            CIMDataType type = property.getDataType();
            properties.add(new CimProperty(
                    property.getName(), type(type), type.isArray(), value(type(type), property.getValue())));
        }
        return new CimInstance(
                instance.getClassName(),
                properties,
                Optional.ofNullable(instance.getObjectPath()).map(Jsr48::path));
    }

    static CIMArgument<?> argument(CimArgument argument) {
        return new CIMArgument<>(
                argument.name(),
                dataType(argument.type(), argument.array()),
                value(argument.type(), argument.array(), argument.value()));
    }

    /** The argument; empty for NULL and for the unused places in the client's array of output parameters. */
    static Optional<CimArgument> argument(@Nullable CIMArgument<?> argument) {
        if (argument == null || argument.getValue() == null) {
            return Optional.empty();
        }
        CIMDataType type = argument.getDataType();
        return Optional.of(new CimArgument(
                argument.getName(), type(type), type.isArray(), value(type(type), argument.getValue())));
    }

    private static CIMDataType dataType(CimType type, boolean array) {
        int dimension = array ? 0 : -1;
        return switch (type) {
            case BOOLEAN -> array ? CIMDataType.BOOLEAN_ARRAY_T : CIMDataType.BOOLEAN_T;
            case CHAR16 -> array ? CIMDataType.CHAR16_ARRAY_T : CIMDataType.CHAR16_T;
            case UINT8 -> array ? CIMDataType.UINT8_ARRAY_T : CIMDataType.UINT8_T;
            case SINT8 -> array ? CIMDataType.SINT8_ARRAY_T : CIMDataType.SINT8_T;
            case UINT16 -> array ? CIMDataType.UINT16_ARRAY_T : CIMDataType.UINT16_T;
            case SINT16 -> array ? CIMDataType.SINT16_ARRAY_T : CIMDataType.SINT16_T;
            case UINT32 -> array ? CIMDataType.UINT32_ARRAY_T : CIMDataType.UINT32_T;
            case SINT32 -> array ? CIMDataType.SINT32_ARRAY_T : CIMDataType.SINT32_T;
            case UINT64 -> array ? CIMDataType.UINT64_ARRAY_T : CIMDataType.UINT64_T;
            case SINT64 -> array ? CIMDataType.SINT64_ARRAY_T : CIMDataType.SINT64_T;
            case REAL32 -> array ? CIMDataType.REAL32_ARRAY_T : CIMDataType.REAL32_T;
            case REAL64 -> array ? CIMDataType.REAL64_ARRAY_T : CIMDataType.REAL64_T;
            case STRING -> array ? CIMDataType.STRING_ARRAY_T : CIMDataType.STRING_T;
            case DATETIME -> array ? CIMDataType.DATETIME_ARRAY_T : CIMDataType.DATETIME_T;
            case EMBEDDED -> array ? CIMDataType.OBJECT_ARRAY_T : CIMDataType.OBJECT_T;
            case REFERENCE -> array ? new CIMDataType("", dimension) : new CIMDataType("");
        };
    }

    private static CimType type(CIMDataType type) {
        return switch (type.getType()) {
            case CIMDataType.BOOLEAN -> CimType.BOOLEAN;
            case CIMDataType.CHAR16 -> CimType.CHAR16;
            case CIMDataType.UINT8 -> CimType.UINT8;
            case CIMDataType.SINT8 -> CimType.SINT8;
            case CIMDataType.UINT16 -> CimType.UINT16;
            case CIMDataType.SINT16 -> CimType.SINT16;
            case CIMDataType.UINT32 -> CimType.UINT32;
            case CIMDataType.SINT32 -> CimType.SINT32;
            case CIMDataType.UINT64 -> CimType.UINT64;
            case CIMDataType.SINT64 -> CimType.SINT64;
            case CIMDataType.REAL32 -> CimType.REAL32;
            case CIMDataType.REAL64 -> CimType.REAL64;
            case CIMDataType.DATETIME -> CimType.DATETIME;
            case CIMDataType.REFERENCE -> CimType.REFERENCE;
            case CIMDataType.OBJECT -> CimType.EMBEDDED;
            default -> CimType.STRING;
        };
    }

    private static @Nullable Object value(CimType type, boolean array, @Nullable Object value) {
        if (value == null || !array) {
            return value == null ? null : scalar(type, value);
        }
        List<?> elements = (List<?>) value;
        Object[] converted = (Object[]) Array.newInstance(elementClass(type), elements.size());
        for (int i = 0; i < converted.length; i++) {
            converted[i] = scalar(type, elements.get(i));
        }
        return converted;
    }

    private static Class<?> elementClass(CimType type) {
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case CHAR16 -> Character.class;
            case UINT8 -> UnsignedInteger8.class;
            case SINT8 -> Byte.class;
            case UINT16 -> UnsignedInteger16.class;
            case SINT16 -> Short.class;
            case UINT32 -> UnsignedInteger32.class;
            case SINT32 -> Integer.class;
            case UINT64 -> UnsignedInteger64.class;
            case SINT64 -> Long.class;
            case REAL32 -> Float.class;
            case REAL64 -> Double.class;
            case STRING -> String.class;
            case DATETIME -> CIMDateTime.class;
            case REFERENCE -> CIMObjectPath.class;
            case EMBEDDED -> CIMInstance.class;
        };
    }

    private static Object scalar(CimType type, Object value) {
        return switch (type) {
            case BOOLEAN, CHAR16, REAL64, STRING, SINT64 -> value;
            case UINT8 -> new UnsignedInteger8(value.toString());
            case SINT8 -> ((Number) value).byteValue();
            case UINT16 -> new UnsignedInteger16(value.toString());
            case SINT16 -> ((Number) value).shortValue();
            case UINT32 -> new UnsignedInteger32(value.toString());
            case SINT32 -> ((Number) value).intValue();
            case UINT64 -> new UnsignedInteger64(value.toString());
            case REAL32 -> ((Number) value).floatValue();
            case DATETIME -> dateTime((CimDateTime) value);
            case REFERENCE -> path((CimPath) value);
            case EMBEDDED -> instance((CimInstance) value);
        };
    }

    private static CIMDateTime dateTime(CimDateTime value) {
        return value.isInterval() ? new CIMDateTimeInterval(value.text()) : new CIMDateTimeAbsolute(value.text());
    }

    private static @Nullable Object value(CimType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Object[] elements) {
            List<Object> converted = new ArrayList<>(elements.length);
            for (Object element : elements) {
                converted.add(fromScalar(type, element));
            }
            return converted;
        }
        return fromScalar(type, value);
    }

    private static Object fromScalar(CimType type, Object value) {
        if (value instanceof CIMObjectPath path) {
            return path(path);
        }
        if (value instanceof CIMInstance instance) {
            return instance(instance);
        }
        if (value instanceof CIMDateTime time) {
            return new CimDateTime(time.getDateTimeString());
        }
        return type.coerce(value instanceof Character ? value : value.toString());
    }
}
