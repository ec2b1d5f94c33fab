package org.openvman.provider.hypervisor.sim;

import java.util.List;
import java.util.Set;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;

/** What can be changed in a configuration: little is refused when recorded, more when it runs. */
record DeviceChanges(String system, Scope scope, SystemConfiguration before) {
    // As with QEMU: these have no hot-plug.
    private static final Set<Disk.Bus> COLD = Set.of(Disk.Bus.IDE, Disk.Bus.FDC);

    SystemConfiguration add(Device device) {
        if (device instanceof Processor || device instanceof Memory) {
            throw refused(Reason.INVALID, "has \"" + device.id() + "\" already; modify it");
        }
        if (before.device(device.id()).isPresent()) {
            throw refused(Reason.ALREADY_EXISTS, "has a device \"" + device.id() + "\" already");
        }
        refuseColdPlug(device);
        return before.with(device);
    }

    SystemConfiguration modify(Device device) {
        Device old = find(device.id());
        if (old.kind() != device.kind()) {
            throw refused(Reason.INVALID, "device \"" + device.id() + "\" is a " + old.kind());
        }
        if (old instanceof Peripheral peripheral && !old.equals(device)) {
            throw refused(
                    Reason.UNSUPPORTED,
                    "cannot change " + peripheral.description() + "; remove it and add another one");
        }
        if (scope == Scope.ACTIVE) {
            refuseLiveChange(old, device);
        }
        return before.with(device);
    }

    SystemConfiguration remove(String deviceId) {
        Device old = find(deviceId);
        if (old instanceof Processor || old instanceof Memory) {
            throw refused(Reason.UNSUPPORTED, "cannot be without \"" + deviceId + "\"");
        }
        refuseColdPlug(old);
        Boot boot = before.settings().boot();
        List<String> order =
                boot.order().stream().filter(id -> !id.equals(deviceId)).toList();
        return before.without(deviceId).withSettings(before.settings().with(boot.withOrder(order)));
    }

    private Device find(String id) {
        return before.device(id).orElseThrow(() -> refused(Reason.NOT_FOUND, "has no device \"" + id + "\""));
    }

    private void refuseColdPlug(Device device) {
        if (scope == Scope.ACTIVE && device instanceof Disk disk && COLD.contains(disk.bus())) {
            throw refused(
                    Reason.UNSUPPORTED,
                    "runs: disk \"" + disk.id() + "\" on bus " + disk.bus().text() + " cannot be plugged");
        }
        if (scope == Scope.ACTIVE
                && device instanceof Peripheral peripheral
                && (peripheral.role() != Peripheral.Kind.CONTROLLER
                        || peripheral.kind() == ResourceKind.IDE_CONTROLLER)) {
            throw refused(Reason.UNSUPPORTED, "runs: " + peripheral.description() + " cannot be plugged");
        }
    }

    private void refuseLiveChange(Device old, Device device) {
        if ((old instanceof Processor was
                        && device instanceof Processor now
                        && !was.pool().equals(now.pool()))
                || (old instanceof Memory had
                        && device instanceof Memory has
                        && !had.pool().equals(has.pool()))) {
            throw refused(Reason.UNSUPPORTED, "runs: the pool of its \"" + old.id() + "\" cannot change");
        }
        if (old instanceof Processor was && device instanceof Processor now && now.maximum() != was.maximum()) {
            throw refused(
                    Reason.UNSUPPORTED,
                    "runs: its maximum of " + was.maximum() + " processors cannot become " + now.maximum());
        }
        if (old instanceof Memory was && device instanceof Memory now && now.maximumBytes() != was.maximumBytes()) {
            throw refused(
                    Reason.UNSUPPORTED,
                    "runs: its maximum of " + was.maximumBytes() + " bytes of memory cannot become "
                            + now.maximumBytes());
        }
        if (old instanceof Memory was && device instanceof Memory now && now.hugePages() != was.hugePages()) {
            throw refused(Reason.UNSUPPORTED, "runs: the kind of its pages cannot change");
        }
        if (old instanceof Disk was
                && device instanceof Disk now
                && !was.tuning().cache().equals(now.tuning().cache())) {
            throw refused(Reason.UNSUPPORTED, "runs: the cache of disk \"" + was.id() + "\" cannot change");
        }
        if (old instanceof Disk was
                && device instanceof Disk now
                && was.type() == Disk.Type.DISK
                && !was.source().equals(now.source())) {
            throw refused(Reason.UNSUPPORTED, "runs: disk \"" + was.id() + "\" cannot become another volume");
        }
    }

    private HypervisorException refused(Reason reason, String why) {
        return new HypervisorException(reason, "system \"" + system + "\" " + why);
    }
}
