package org.openvman.ovf.service;

import java.util.Optional;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.model.Descriptor;

/**
 * The two directions between a {@link ServiceManifest} and an OVF 2.0 descriptor; nothing is lost either way.
 *
 * <p>Standard sections are used wherever one exists: a tier is a VirtualSystem, its scale a ScaleOutSection, its start a
 * StartupSection item, its files an EnvironmentFilesSection, placement a PlacementGroupSection. Readiness, KPIs, rules
 * and objectives stand in sections of {@code http://schemas.openvman.org/ovf/1} that other importers may ignore
 * (conformance level 2 of DSP0243).
 */
public final class ServiceOvf {
    private ServiceOvf() {}

    /** The descriptor of a service; file sizes are not in it yet, see {@link Descriptor#withFileSizes}. */
    public static Descriptor toDescriptor(ServiceManifest manifest) {
        return new DescriptorOfService(manifest).descriptor();
    }

    /**
     * The service that a descriptor describes: one that {@link #toDescriptor} made, or another with what can be
     * understood of it.
     *
     * @throws ManifestException when it cannot be a service of ours, with what stands in the way
     */
    public static ServiceManifest toManifest(Descriptor descriptor) {
        return new ServiceOfDescriptor(descriptor, Optional.empty()).manifest();
    }

    /**
     * The service that a document describes, with the extensions of RESERVOIR and SAP.
     *
     * @throws ManifestException when it cannot be a service of ours, with what stands in the way; under {@link
     *     Strictness#STRICT} also for all that would be a note
     */
    public static ServiceReading read(OvfDocument document, Strictness strictness) {
        Reservoir reservoir = new Reservoir(document.root());
        ServiceManifest manifest = new ServiceOfDescriptor(document.descriptor(), Optional.of(reservoir)).manifest();
        reservoir.noteWhatIsNotCarried();
        if (strictness == Strictness.STRICT && !reservoir.notes().isEmpty()) {
            throw new ManifestException(reservoir.notes());
        }
        return new ServiceReading(manifest, reservoir.notes());
    }
}
