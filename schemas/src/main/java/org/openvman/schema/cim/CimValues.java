package org.openvman.schema.cim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and copies values once, when a property or an argument is made. */
final class CimValues {
    private CimValues() {}

    static @Nullable Object checked(String name, CimType type, boolean array, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            if (!array) {
                return type.coerce(value);
            }
            if (!(value instanceof List<?> list)) {
                throw new IllegalArgumentException("\"" + value + "\" is not an array of " + type.mofName());
            }
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(type.coerce(element));
            }
            return List.copyOf(copy);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
