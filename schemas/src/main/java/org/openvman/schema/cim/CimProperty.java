package org.openvman.schema.cim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of an instance: its name, type and value.
 *
 * @param value null for CIM's NULL, otherwise the Java class of {@link CimType}, or a list of these for an array
 */
public record CimProperty(
        String name, CimType type, boolean array, @Nullable Object value) {

    public CimProperty {
        value = CimValues.checked(name, type, array, value);
    }

    public static CimProperty of(String name, CimType type, Object value) {
        return new CimProperty(name, type, value instanceof List<?>, value);
    }

    public static CimProperty string(String name, String value) {
        return of(name, CimType.STRING, value);
    }

    public static CimProperty reference(String name, CimPath value) {
        return of(name, CimType.REFERENCE, value);
    }

    public static CimProperty ofNull(String name, CimType type) {
        return new CimProperty(name, type, false, null);
    }
}
