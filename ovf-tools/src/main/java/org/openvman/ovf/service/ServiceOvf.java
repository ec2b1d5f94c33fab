package org.openvman.ovf.service;

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
        return new ServiceOfDescriptor(descriptor).manifest();
    }
}
