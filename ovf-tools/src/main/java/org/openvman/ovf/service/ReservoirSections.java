package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.XmlElement;

/**
 * Where the sections of RESERVOIR stand in a document, whether or not they may stand there, and the systems there are.
 * What had to be repaired or guessed is noted once.
 */
final class ReservoirSections {
    private static final Set<String> PLACES = Set.of("VirtualSystem", "VirtualSystemCollection", "Envelope");

    private final List<ManifestProblem> notes = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Map<String, ReservoirElement> systems = new LinkedHashMap<>();

    /** A section and the system it stands in, if it stands in one. */
    record Found(ReservoirElement section, Optional<String> system) {}

    /** Told of an element and the system it stands in. */
    interface Visitor {
        void visit(ReservoirElement element, Optional<String> system);
    }

    ReservoirSections(XmlElement root) {
        collect(root, Optional.empty());
    }

    private void collect(XmlElement element, Optional<String> system) {
        for (XmlElement child : element.elements().toList()) {
            ReservoirElement section = new ReservoirElement(child);
            if (section.isOurs()) {
                if (!PLACES.contains(OvfNames.localName(element))) {
                    note(
                            section,
                            section.name() + " stands inside " + element.name().getLocalPart()
                                    + "; its place is in a VirtualSystem or a VirtualSystemCollection");
                }
                found.add(new Found(section, system));
            } else if (OvfNames.localName(child).equals("VirtualSystem")) {
                String id = OvfNames.attribute(child, "id").orElse("");
                systems.put(id, section);
                collect(child, Optional.of(id));
            } else {
                collect(child, system);
            }
        }
    }

    /** The systems by their ids, in document order. */
    Map<String, ReservoirElement> systems() {
        return systems;
    }

    List<Found> all() {
        return found;
    }

    /** Visits the elements of a name in the sections of a name. */
    void each(String section, String element, Visitor visitor) {
        for (Found each : found) {
            if (each.section().name().equals(section)) {
                each.section().children(element).forEach(child -> visitor.visit(child, each.system()));
            }
        }
    }

    void note(ReservoirElement at, String message) {
        ManifestProblem note =
                ManifestProblem.of("", message).locatedAt(at.element().at());
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    List<ManifestProblem> notes() {
        return notes;
    }
}
