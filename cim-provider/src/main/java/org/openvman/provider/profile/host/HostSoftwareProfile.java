package org.openvman.provider.profile.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostHardware.Software;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/** DSP1023 Software Inventory: the hypervisor of each host, what manages it, and this endpoint. */
public final class HostSoftwareProfile implements Profile {
    private static final String PREFIX = "OpenVMAN:Software/";
    private static final int MOST_OF_UINT16 = 65_535;

    private final Software endpoint;
    private final ClassView<HostPart<Software>> software;

    /**
     * @param endpointVersion the version of this server
     */
    public HostSoftwareProfile(String endpointVersion) {
        this.endpoint = new Software("OpenVMAN", "OpenVMAN", endpointVersion);
        this.software = ClassView.of(
                        "OpenVMAN_SoftwareIdentity", HostPart.source("InstanceID", PREFIX, this::softwareOf))
                .property("InstanceID", part -> PREFIX + part.key())
                .property("Name", part -> part.part().name())
                .property(
                        "ElementName",
                        part -> part.part().name() + " " + part.part().version())
                .property("VersionString", part -> part.part().version())
                .property("MajorVersion", part -> number(part.part(), 0))
                .property("MinorVersion", part -> number(part.part(), 1))
                .property("RevisionNumber", part -> number(part.part(), 2))
                .property("Manufacturer", part -> part.part().vendor())
                .constant("Classifications", List.of(9)) // Middleware
                .constant("IsEntity", true)
                .build();
    }

    private Stream<HostPart<Software>> softwareOf(HostInventory host) {
        return Stream.concat(host.host().hardware().software().stream(), Stream.of(endpoint))
                .map(part -> new HostPart<>(host, part.name().replaceAll("[^A-Za-z0-9.-]", "-"), part));
    }

    /** One of the numbers of a version; empty if there are not so many, or it is no number. */
    private static Optional<Integer> number(Software software, int place) {
        String[] parts = software.version().split("[.-]", -1);
        return place < parts.length && parts[place].matches("\\d{1,5}")
                ? Optional.of(Integer.valueOf(parts[place])).filter(value -> value <= MOST_OF_UINT16)
                : Optional.empty();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(software);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(AssociationView.of(
                        "OpenVMAN_InstalledSoftwareIdentity",
                        HostProfile.HOST.as("System"),
                        software.as("InstalledSoftware"),
                        (inventory, host) -> softwareOf(host))
                .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1023", "Software Inventory", "1.0.1", software, "DSP1052"));
    }
}
