package org.openvman.provider.profile.virtualization;

import java.util.ArrayList;
import java.util.List;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.system.ConfiguredSystem;
import org.openvman.schema.cim.CimInstance;

/**
 * The configuration that gives a new system what its client leaves open (DSP1042, DefineSystem). The new system has the
 * same devices, but shares none of them: it has network addresses of its own, and copies of the disks that can be written
 * to. Media that are only read, it shares.
 */
record ReferenceConfiguration(ConfiguredSystem original) {

    /** The same for another system: without what only one can have. */
    SystemConfiguration forSystem(SystemId id, NewDevice newDevice) {
        SystemConfiguration configuration = withOwnAddresses(original.configuration(), newDevice);
        // Tags tell which service a system is a member of.
        return configuration.withSettings(configuration
                .settings()
                .withName(SystemDefinition.usualName(id))
                .withTags(List.of()));
    }

    /** With network addresses that no other system has. */
    static SystemConfiguration withOwnAddresses(SystemConfiguration original, NewDevice newDevice) {
        SystemConfiguration configuration = original;
        Boot boot = configuration.settings().boot();
        List<String> order = new ArrayList<>(boot.order());
        for (Nic nic : configuration.nics()) {
            Nic own = newDevice.anew(nic);
            configuration = configuration.without(nic.id()).with(own);
            order.replaceAll(device -> device.equals(nic.id()) ? own.id() : device);
        }
        return configuration.withSettings(configuration.settings().with(boot.withOrder(order)));
    }

    /** The configuration with one more setting of the client: of a device at an address of the reference, or of a new one. */
    static SystemConfiguration laidOver(SystemConfiguration configuration, CimInstance setting, NewDevice newDevice) {
        return configuration.with(setting.string("Address")
                .flatMap(configuration::device)
                .map(device -> NewDevice.changed(device, setting))
                .orElseGet(() -> newDevice.from(setting, configuration)));
    }

    /** The disks of a new system whose volumes are still those of the reference, and would be written to by both. */
    List<Disk> sharedDisks(SystemConfiguration wanted) {
        return wanted.disks().stream()
                .filter(disk -> disk.type() == Disk.Type.DISK
                        && !disk.readOnly()
                        && disk.source().isPresent()
                        && original.configuration()
                                .device(disk.id())
                                .filter(Disk.class::isInstance)
                                .filter(there -> ((Disk) there).source().equals(disk.source()))
                                .isPresent())
                .toList();
    }

    /**
     * Refuses what would give a broken copy.
     *
     * @throws CimException INVALID_PARAMETER if the disks are on another host
     * @throws HypervisorException INVALID_STATE if they are written to, UNSUPPORTED if they are in no storage pool: folders
     *     of containers, devices and files of the host
     */
    void requireCopyable(HostId host, List<Disk> disks) {
        if (!original.system().host().equals(host)) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER,
                    "ReferenceConfiguration: the disks of " + original.system().name() + " are on host "
                            + original.system().host() + ", not on " + host);
        }
        for (Disk disk : disks) {
            if (disk.source().filter(VolumeId::isPath).isPresent()) {
                throw new HypervisorException(
                        HypervisorException.Reason.UNSUPPORTED,
                        "disk " + disk.id() + " of " + original.system().name() + " is "
                                + disk.source().orElseThrow()
                                + ", which is in no storage pool and is not copied: give the new system one of its own by a"
                                + " ResourceSettings with Address " + disk.id());
            }
        }
        if (original.system().state().isLive()) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID_STATE,
                    original.system().name() + " runs and writes to its disks: they can be copied when it is off");
        }
    }
}
