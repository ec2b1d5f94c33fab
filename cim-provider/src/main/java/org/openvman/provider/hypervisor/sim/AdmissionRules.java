package org.openvman.provider.hypervisor.sim;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VolumeId;

/** What a configuration must keep to be accepted by the host, running or not. */
record AdmissionRules(
        String system, ComputeShares shares, Predicate<VolumeId> volumeExists, Predicate<String> networkExists) {

    void check(SystemConfiguration configuration) {
        Set<String> ids = new HashSet<>();
        configuration.devices().forEach(device -> {
            if (!ids.add(device.id())) {
                throw refused(Reason.INVALID, "two devices have the id \"" + device.id() + "\"");
            }
            check(device);
        });
        checkBoot(configuration);
    }

    /** A device can only be tried at boot if it is there. */
    void checkBoot(SystemConfiguration configuration) {
        configuration.settings().boot().order().stream()
                .filter(id -> configuration.device(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw refused(Reason.NOT_FOUND, "no device \"" + id + "\" to boot from");
                });
    }

    void check(Device device) {
        Host host = shares.host();
        shares.requirePools(system, device);
        if (device instanceof Processor processor) {
            if (processor.maximum() > host.maximumProcessors()) {
                throw refused(
                        Reason.INSUFFICIENT_RESOURCES,
                        processor.maximum() + " processors wanted, host \"" + host.name() + "\" gives a system at most "
                                + host.maximumProcessors());
            }
            if (processor.pinning().last() >= host.cpu().threads()) {
                throw refused(
                        Reason.INVALID,
                        "no processors " + processor.pinning() + ", host \"" + host.name() + "\" has 0-"
                                + (host.cpu().threads() - 1));
            }
        } else if (device instanceof Memory memory) {
            if (memory.maximumBytes() > host.memoryBytes()) {
                throw refused(
                        Reason.INSUFFICIENT_RESOURCES,
                        memory.maximumBytes() + " bytes of memory wanted, host \"" + host.name() + "\" has "
                                + host.memoryBytes());
            }
        } else if (device instanceof Disk disk) {
            disk.source().filter(volumeExists.negate()).ifPresent(volume -> {
                throw refused(Reason.NOT_FOUND, "disk \"" + disk.id() + "\": there is no volume \"" + volume + "\"");
            });
        } else if (device instanceof Nic nic) {
            checkConnection(nic);
        } else if (device instanceof Peripheral peripheral && peripheral.role() == Peripheral.Kind.HOST_DEVICE) {
            throw refused(Reason.NOT_FOUND, "the host has no device " + peripheral.id());
        }
    }

    private void checkConnection(Nic nic) {
        boolean known = switch (nic.attachment()) {
            case NETWORK -> networkExists.test(nic.connection());
            case BRIDGE -> SimulatedHost.BRIDGES.contains(nic.connection());
            case USER -> true;
            case OTHER ->
                throw refused(Reason.UNSUPPORTED, "network adapter " + nic.mac() + ": unknown kind of attachment");
        };
        if (!known) {
            throw refused(
                    Reason.NOT_FOUND,
                    "network adapter " + nic.mac() + ": there is no "
                            + (nic.attachment() == Nic.Attachment.BRIDGE ? "bridge" : "network") + " \""
                            + nic.connection() + "\"");
        }
    }

    private HypervisorException refused(Reason reason, String why) {
        return new HypervisorException(reason, "system \"" + system + "\": " + why);
    }
}
