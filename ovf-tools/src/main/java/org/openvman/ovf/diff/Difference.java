package org.openvman.ovf.diff;

import java.util.Optional;

/**
 * One fact in which two packages differ.
 *
 * @param path where it belongs, {@code system db/memory}
 * @param before in the first package; absent when only the second has it
 * @param after in the second package; absent when only the first has it
 */
public record Difference(String path, Optional<String> before, Optional<String> after) {

    /** {@code ~ path: before -> after}, {@code + path: after}, {@code - path: before}. */
    @Override
    public String toString() {
        if (before.isPresent() && after.isPresent()) {
            return "~ " + path + ": " + before.get() + " -> " + after.get();
        }
        return before.map(value -> "- " + path + ": " + value).orElseGet(() -> "+ " + path + ": " + after.orElse(""));
    }
}
