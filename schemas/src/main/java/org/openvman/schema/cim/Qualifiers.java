package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;

/** Looking a qualifier up in the list on a declaration. */
final class Qualifiers {
    private Qualifiers() {}

    static Optional<Qualifier> find(List<Qualifier> qualifiers, String name) {
        for (Qualifier qualifier : qualifiers) {
            if (qualifier.is(name)) {
                return Optional.of(qualifier);
            }
        }
        return Optional.empty();
    }

    static boolean isTrue(List<Qualifier> qualifiers, String name) {
        return find(qualifiers, name)
                .map(Qualifier::value)
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }
}
