package org.openvman.endpoint.wsman;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** What an enumeration is narrowed to. */
sealed interface EnumerationFilter {
    /** Instances whose properties have these values (DSP0226 annex E, selector filter dialect). */
    record SelectorFilter(Map<String, Object> values) implements EnumerationFilter {
        boolean accepts(CimInstance instance) {
            return values.entrySet().stream()
                    .allMatch(wanted -> instance.value(wanted.getKey())
                            .filter(value -> matches(value, wanted.getValue()))
                            .isPresent());
        }

        private static boolean matches(Object value, Object wanted) {
            if (value instanceof CimPath path && wanted instanceof CimPath other) {
                return path.className().equalsIgnoreCase(other.className()) && sameKeys(path, other);
            }
            return value.toString().equals(wanted.toString());
        }

        // The client's key values are text, whatever their type is.
        private static boolean sameKeys(CimPath path, CimPath other) {
            return path.keys().size() == other.keys().size()
                    && path.keys().entrySet().stream()
                            .allMatch(key -> other.key(key.getKey())
                                    .filter(value -> matches(key.getValue(), value))
                                    .isPresent());
        }
    }

    /**
     * Instances that are associated with one, or the associations that touch it (DSP0227 clause 8.3).
     *
     * @param associations whether the associations themselves are wanted
     * @param resultProperties only these properties, as fragments
     */
    record AssociationFilter(AssociationQuery query, boolean associations, Optional<Set<String>> resultProperties)
            implements EnumerationFilter {}
}
