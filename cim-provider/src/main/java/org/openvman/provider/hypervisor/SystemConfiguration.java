package org.openvman.provider.hypervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings of a virtual system: those of the system and those of each device. */
public record SystemConfiguration(
        SystemSettings settings,
        Processor processor,
        Memory memory,
        List<Disk> disks,
        List<Nic> nics,
        List<Peripheral> peripherals) {

    public SystemConfiguration {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        peripherals = List.copyOf(peripherals);
    }

    /** Without peripherals; the hypervisor gives the system those that it gives to all. */
    public SystemConfiguration(
            SystemSettings settings, Processor processor, Memory memory, List<Disk> disks, List<Nic> nics) {
        this(settings, processor, memory, disks, nics, List.of());
    }

    /** Processor, memory, disks, network adapters and peripherals, in this order. */
    public Stream<Device> devices() {
        return Stream.of(Stream.of(processor, memory), disks.stream(), nics.stream(), peripherals.stream())
                .flatMap(part -> part);
    }

    public Optional<Device> device(String id) {
        return devices().filter(device -> device.id().equals(id)).findFirst();
    }

    public SystemConfiguration withSettings(SystemSettings changed) {
        return new SystemConfiguration(changed, processor, memory, disks, nics, peripherals);
    }

    /** With the device in the place of the one of that id, or added. */
    public SystemConfiguration with(Device device) {
        if (device instanceof Processor changed) {
            return new SystemConfiguration(settings, changed, memory, disks, nics, peripherals);
        }
        if (device instanceof Memory changed) {
            return new SystemConfiguration(settings, processor, changed, disks, nics, peripherals);
        }
        if (device instanceof Disk changed) {
            return new SystemConfiguration(settings, processor, memory, replaced(disks, changed), nics, peripherals);
        }
        if (device instanceof Nic changed) {
            return new SystemConfiguration(settings, processor, memory, disks, replaced(nics, changed), peripherals);
        }
        if (device instanceof Peripheral changed) {
            return new SystemConfiguration(settings, processor, memory, disks, nics, replaced(peripherals, changed));
        }
        throw new IllegalStateException(device.toString());
    }

    /** Without the disk, network adapter or peripheral of that id. */
    public SystemConfiguration without(String deviceId) {
        return new SystemConfiguration(
                settings,
                processor,
                memory,
                disks.stream().filter(disk -> !disk.id().equals(deviceId)).toList(),
                nics.stream().filter(nic -> !nic.id().equals(deviceId)).toList(),
                peripherals.stream()
                        .filter(peripheral -> !peripheral.id().equals(deviceId))
                        .toList());
    }

    private static <D extends Device> List<D> replaced(List<D> devices, D changed) {
        List<D> result = new ArrayList<>(devices);
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i).id().equals(changed.id())) {
                result.set(i, changed);
                return result;
            }
        }
        result.add(changed);
        return result;
    }
}
