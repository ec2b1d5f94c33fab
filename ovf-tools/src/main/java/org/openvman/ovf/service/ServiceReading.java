package org.openvman.ovf.service;

import java.util.List;

/**
 * A service as it was understood from a descriptor.
 *
 * @param notes what was repaired on the way or could not be taken along, each with its place
 */
public record ServiceReading(ServiceManifest manifest, List<ManifestProblem> notes) {
    public ServiceReading {
        notes = List.copyOf(notes);
    }
}
