package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.Location;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong while a manifest is read, and remembers where each path of it stands. */
final class YamlProblems {
    /** Far above any real manifest; aliases of aliases multiply past it. */
    private static final int MOST_NODES = 200_000;

    private final String file;
    private final List<ManifestProblem> problems = new ArrayList<>();
    private final Map<String, Location> places = new HashMap<>();
    private int visited;

    YamlProblems(String file) {
        this.file = file;
    }

    /** Stops the reading of one thing, whose problem is already noted. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rejected() {
            super("noted", null, false, false);
        }
    }

    void visit(String path, Node node) {
        if (++visited > MOST_NODES) {
            ManifestProblem tooMany = ManifestProblem.of("", "the manifest has more than " + MOST_NODES + " values");
            throw new ManifestException(List.of(tooMany.locatedAt(location(node.getStartMark()))));
        }
        places.put(path, location(node.getStartMark()));
    }

    void add(String path, Node node, String message) {
        problems.add(ManifestProblem.of(path, message).locatedAt(location(node.getStartMark())));
    }

    Rejected rejected(String path, Node node, String message) {
        add(path, node, message);
        return new Rejected();
    }

    /** Gives problems that only know their path the place where that path, or what encloses it, was read. */
    void addUnlocated(List<ManifestProblem> unlocated) {
        for (ManifestProblem problem : unlocated) {
            boolean located = problem.at().isPresent();
            problems.add(
                    located
                            ? problem
                            : place(problem.path()).map(problem::locatedAt).orElse(problem));
        }
    }

    private Optional<Location> place(String path) {
        String enclosing = path;
        while (true) {
            Location found = places.get(enclosing);
            if (found != null) {
                return Optional.of(found);
            }
            if (enclosing.isEmpty()) {
                return Optional.empty();
            }
            int cut = Math.max(enclosing.lastIndexOf('.'), enclosing.lastIndexOf('['));
            enclosing = cut < 0 ? "" : enclosing.substring(0, cut);
        }
    }

    Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    List<ManifestProblem> all() {
        return problems;
    }
}
