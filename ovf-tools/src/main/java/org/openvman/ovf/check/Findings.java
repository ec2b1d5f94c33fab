package org.openvman.ovf.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openvman.ovf.model.Location;

/** Collects findings; past a limit the rest is dropped, because nobody reads it. */
final class Findings {
    private static final int MOST = 1000;

    private final List<Finding> found = new ArrayList<>();

    void add(Rule rule, Location at, String message) {
        add(new Finding(rule, at, message));
    }

    void add(Finding finding) {
        if (found.size() < MOST) {
            found.add(finding);
        }
    }

    /** In the order of the lines. */
    List<Finding> inOrder() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing((Finding finding) -> finding.at().file())
                .thenComparingInt(finding -> finding.at().line())
                .thenComparingInt(finding -> finding.at().column()));
        return List.copyOf(sorted);
    }
}
