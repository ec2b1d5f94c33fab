package org.openvman.ovf.service;

import java.util.Optional;
import org.openvman.ovf.model.Location;

/**
 * One thing that is wrong in a manifest.
 *
 * @param path where in the structure, for example {@code tiers[1].networks[0]}; empty for the whole
 * @param at where in the file, when it was read from one
 */
public record ManifestProblem(String path, String message, Optional<Location> at) {

    static ManifestProblem of(String path, String message) {
        return new ManifestProblem(path, message, Optional.empty());
    }

    ManifestProblem locatedAt(Location location) {
        return new ManifestProblem(path, message, Optional.of(location));
    }

    @Override
    public String toString() {
        String place = at.map(location -> location + ": ").orElse("");
        return place + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
