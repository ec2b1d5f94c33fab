package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeId;

/** Finds out which system has a volume as a disk, now or at its next start. */
record VolumeUsers(LibvirtConnection connection) {
    /** One of them, as messages call it. */
    Optional<String> of(Volume volume) {
        Optional<String> user = Optional.empty();
        for (DomainHandle domain : connection.domains(0)) {
            try (domain) {
                if (user.isEmpty() && uses(domain, volume)) {
                    user = Optional.of(domain.description());
                }
            }
        }
        return user;
    }

    private static boolean uses(DomainHandle domain, Volume volume) {
        try {
            return Stream.of(0, LibvirtFlags.XML_INACTIVE)
                    .map(domain::xml)
                    .flatMap(VolumeUsers::sources)
                    .anyMatch(source -> source.equals(volume.id()) || source.equals(VolumeId.ofPath(volume.path())));
        } catch (HypervisorException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static Stream<VolumeId> sources(String xml) {
        return DomainReader.XML_ALONE.read(XmlElement.parse(xml), false).disks().stream()
                .flatMap(disk -> disk.source().stream());
    }
}
