package org.openvman.provider.profile.allocation;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimException.Detail;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimInstance;

/** Turns allocation settings that a client sends into devices. */
public final class NewDevice {
    private static final String STORAGE = "StoragePool/";
    private static final String NETWORK = "NetworkPool/";

    private final RandomGenerator random;

    public NewDevice(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A device that the configuration does not have yet, or its processor or memory with the setting's values; what the
     * setting leaves open gets a default.
     *
     * @throws CimException INVALID_PARAMETER naming the property, NOT_SUPPORTED for a resource type that we do not know
     */
    public Device from(CimInstance setting, SystemConfiguration configuration) {
        int type = setting.number("ResourceType")
                .orElseThrow(() -> new CimException(
                        CimStatus.INVALID_PARAMETER,
                        Detail.ARGUMENT_TYPE,
                        "an allocation setting (" + setting.className() + ") has no ResourceType"))
                .intValue();
        return switch (type) {
            case ResourceType.PROCESSOR -> changed(configuration.processor(), setting);
            case ResourceType.MEMORY -> changed(configuration.memory(), setting);
            case ResourceType.DISK -> disk(Disk.Type.DISK, setting, configuration);
            case ResourceType.CD, ResourceType.DVD -> disk(Disk.Type.CD, setting, configuration);
            case ResourceType.FLOPPY -> disk(Disk.Type.FLOPPY, setting, configuration);
            case ResourceType.ETHERNET_ADAPTER -> nic(setting, configuration);
            default ->
                NewPeripheral.from(type, setting, configuration)
                        .orElseThrow(() -> new CimException(
                                CimStatus.NOT_SUPPORTED,
                                "no device can be made of an allocation setting of ResourceType " + type));
        };
    }

    /**
     * The name of the storage pool that the setting of a disk names.
     *
     * @throws CimException INVALID_PARAMETER if it names a pool of something else
     */
    public static Optional<String> storagePool(CimInstance setting) {
        Optional<String> pool = setting.string("PoolID").filter(id -> !id.isEmpty());
        if (!(setting.number("ResourceType")
                .filter(type -> type == ResourceType.DISK)
                .isPresent())) {
            return Optional.empty();
        }
        return pool.map(id -> {
            if (!id.startsWith(STORAGE)) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER, "PoolID \"" + id + "\" is no storage pool (" + STORAGE + "NAME)");
            }
            return id.substring(STORAGE.length());
        });
    }

    /** The device with everything that the setting gives. */
    public static Device changed(Device device, CimInstance setting) {
        if (device instanceof Processor processor) {
            return AllocationSettings.PROCESSOR.apply(processor, setting);
        }
        if (device instanceof Memory memory) {
            return AllocationSettings.MEMORY.apply(memory, setting);
        }
        if (device instanceof Disk disk) {
            return AllocationSettings.DISK.apply(disk, setting);
        }
        if (device instanceof Nic nic) {
            return AllocationSettings.NIC.apply(nic, setting);
        }
        if (device instanceof Peripheral peripheral) {
            return AllocationSettings.PERIPHERAL.apply(peripheral, setting);
        }
        throw new IllegalStateException(device.toString());
    }

    /** The same network adapter for another system. */
    public Nic anew(Nic nic) {
        return nic.withMac(MacAddress.random(random));
    }

    private static Disk disk(Disk.Type type, CimInstance setting, SystemConfiguration configuration) {
        Disk.Bus bus =
                setting.string("ResourceSubType").map(NewDevice::bus).orElseGet(() -> usualBus(type, configuration));
        String target = setting.string("Address").orElseGet(() -> freeTarget(bus, type, configuration));
        if (configuration.device(target).isPresent()) {
            throw new CimException(CimStatus.ALREADY_EXISTS, "there is a device at the address " + target);
        }
        Disk empty = new Disk(target, type, bus, Optional.empty(), VolumeFormat.RAW, 0, type == Disk.Type.CD);
        Disk disk = AllocationSettings.DISK.apply(empty, setting);
        return disk.source()
                .map(source -> disk.withFormat(formatOf(type, source.name())))
                .orElse(disk);
    }

    private static Disk.Bus usualBus(Disk.Type type, SystemConfiguration configuration) {
        return switch (type) {
            case DISK -> isXen(configuration) ? Disk.Bus.XEN : Disk.Bus.VIRTIO;
            case CD -> Disk.Bus.IDE;
            case FLOPPY -> Disk.Bus.FDC;
        };
    }

    /** Xen has devices of its own for guests that know that they are guests. */
    private static boolean isXen(SystemConfiguration configuration) {
        return configuration.settings().type().startsWith("DMTF:XEN");
    }

    private static Disk.Bus bus(String text) {
        try {
            return Disk.Bus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER,
                    "ResourceSubType \"" + text + "\" is no disk bus (virtio, ide, sata, scsi, usb, fdc, xen)",
                    e);
        }
    }

    /** What the name suggests; of a volume in a pool the host knows better, and is asked before the disk is attached. */
    private static VolumeFormat formatOf(Disk.Type type, String name) {
        if (type == Disk.Type.CD) {
            return VolumeFormat.ISO;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".qcow2")
                ? VolumeFormat.QCOW2
                : lower.endsWith(".vmdk") ? VolumeFormat.VMDK : VolumeFormat.RAW;
    }

    private static String freeTarget(Disk.Bus bus, Disk.Type type, SystemConfiguration configuration) {
        String prefix = switch (bus) {
            case VIRTIO -> "vd";
            case IDE -> "hd";
            case XEN -> "xvd";
            case FDC -> "fd";
            case SATA, SCSI, USB, OTHER -> "sd";
        };
        // The third IDE place is where a CD drive is expected.
        char first = type == Disk.Type.CD && bus == Disk.Bus.IDE ? 'c' : 'a';
        for (char letter = first; letter <= 'z'; letter++) {
            String target = prefix + letter;
            if (configuration.device(target).isEmpty()) {
                return target;
            }
        }
        throw new CimException(CimStatus.INVALID_PARAMETER, "no free address on the bus " + bus.text());
    }

    private Nic nic(CimInstance setting, SystemConfiguration configuration) {
        String model = isXen(configuration) ? "netfront" : "virtio";
        Nic unconnected = new Nic(MacAddress.random(random), Nic.Attachment.NETWORK, "", model);
        Nic nic = AllocationSettings.NIC.apply(unconnected, setting);
        if (configuration.device(nic.id()).isPresent()) {
            throw new CimException(
                    CimStatus.ALREADY_EXISTS, "there is a network adapter with the address " + nic.mac());
        }
        if (nic.attachment() == Nic.Attachment.NETWORK && nic.connection().isEmpty()) {
            return nic.withConnection(
                    Nic.Attachment.NETWORK,
                    setting.string("PoolID")
                            .filter(pool -> pool.startsWith(NETWORK))
                            .map(pool -> pool.substring(NETWORK.length()))
                            // The primordial pool leaves the choice to us.
                            .map(name -> name.equals(ResourcePool.PRIMORDIAL) ? "default" : name)
                            .orElseThrow(() -> new CimException(
                                    CimStatus.INVALID_PARAMETER,
                                    "a network adapter needs a Connection (a network of the host) or a PoolID")));
        }
        return nic;
    }
}
