package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a method call, in or out; the same shape as a {@link CimProperty}.
 *
 * @param value null for CIM's NULL, otherwise the Java class of {@link CimType}, or a list of these for an array
 */
public record CimArgument(
        String name, CimType type, boolean array, @Nullable Object value) {

    public CimArgument {
        value = CimValues.checked(name, type, array, value);
    }

    public static CimArgument of(String name, CimType type, Object value) {
        return new CimArgument(name, type, value instanceof List<?>, value);
    }

    public static CimArgument string(String name, String value) {
        return of(name, CimType.STRING, value);
    }

    public static CimArgument reference(String name, CimPath value) {
        return of(name, CimType.REFERENCE, value);
    }

    /** The value of the argument of that name (without case), if it is there and not NULL. */
    public static Optional<Object> find(List<CimArgument> arguments, String name) {
        for (CimArgument argument : arguments) {
            if (argument.name.equalsIgnoreCase(name)) {
                return Optional.ofNullable(argument.value);
            }
        }
        return Optional.empty();
    }
}
