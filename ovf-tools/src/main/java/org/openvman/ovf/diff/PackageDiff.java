package org.openvman.ovf.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.model.Descriptor;

/** Compares packages by what they mean. */
public final class PackageDiff {
    private PackageDiff() {}

    /** The differences, in the order of the first package; empty when both mean the same. */
    public static List<Difference> of(Descriptor before, Descriptor after) {
        Map<String, String> one = PackageFacts.of(before);
        Map<String, String> other = PackageFacts.of(after);
        Set<String> paths = new LinkedHashSet<>(one.keySet());
        paths.addAll(other.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Optional<String> old = Optional.ofNullable(one.get(path));
            Optional<String> now = Optional.ofNullable(other.get(path));
            if (!old.equals(now)) {
                differences.add(new Difference(path, old, now));
            }
        }
        return differences;
    }
}
