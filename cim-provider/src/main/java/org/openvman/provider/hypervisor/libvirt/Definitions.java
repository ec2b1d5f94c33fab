package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openvman.provider.hypervisor.AutomaticActions.StartupAction;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;

/**
 * Recorded configurations: defines, changes and removes them.
 *
 * <p>libvirt's own define replaces a domain without a question, and a change is a read and a define; one lock keeps two
 * of ours from losing each other's work.
 */
final class Definitions {
    private final HostReader hosts;
    private final Partitions partitions;
    private final Optional<String> consoleLogFolder;
    private final Object lock = new Object();

    Definitions(HostReader hosts, Partitions partitions, Optional<String> consoleLogFolder) {
        this.hosts = hosts;
        this.partitions = partitions;
        this.consoleLogFolder = consoleLogFolder;
    }

    void define(LibvirtConnection connection, SystemId id, SystemConfiguration configuration) {
        SystemSettings settings = configuration.settings();
        synchronized (lock) {
            refuseTaken(connection, id);
            refuseTaken(connection, settings.name());
            checkSupported(connection, settings);
            check(connection, settings.name(), configuration.processor());
            check(connection, settings.name(), configuration.memory());
            DomainDocument domain = new DomainTemplate(hosts.platform(connection), consoleLogFolder)
                    .blank(id, settings.name())
                    .settings(settings)
                    .processor(configuration.processor())
                    .memory(configuration.memory());
            partition(connection, configuration).ifPresent(partition -> domain.partition(Optional.of(partition)));
            configuration.disks().forEach(disk -> domain.add(disk, source(connection, disk)));
            configuration.nics().forEach(nic -> {
                checkNetwork(connection, nic);
                domain.add(nic);
            });
            addPeripherals(domain, configuration.peripherals());
            domain.boot(settings.boot());
            try (DomainHandle defined = connection.define(settings.name(), domain.text())) {
                setAutomaticStart(defined, settings);
            } catch (HypervisorException e) {
                undo(connection, id, e);
                throw e;
            }
        }
    }

    /** Every new system has a serial port, which stands for the first one that is asked for if that is a plain one. */
    private static void addPeripherals(DomainDocument domain, List<Peripheral> wanted) {
        Peripheral usual = new Peripheral(Peripheral.Kind.SERIAL, "pty", 0, "", "");
        if (!wanted.contains(usual)
                && wanted.stream().anyMatch(peripheral -> peripheral.role() == Peripheral.Kind.SERIAL)) {
            domain.withoutSerialPorts();
        }
        wanted.stream().filter(peripheral -> !peripheral.equals(usual)).forEach(domain::add);
    }

    private static void undo(LibvirtConnection connection, SystemId id, HypervisorException cause) {
        try {
            connection.domain(id).ifPresent(domain -> {
                try (domain) {
                    domain.undefine();
                }
            });
        } catch (HypervisorException e) {
            // A host that was lost may have defined it: it is then seen when the host is back, with its disks.
            cause.addSuppressed(e);
        }
    }

    void add(LibvirtConnection connection, DomainHandle domain, Device device) {
        if (device instanceof Disk disk) {
            Optional<DiskSource> source = source(connection, disk);
            edit(connection, domain, document -> document.add(disk, source));
        } else if (device instanceof Nic nic) {
            checkNetwork(connection, nic);
            edit(connection, domain, document -> document.add(nic));
        } else if (device instanceof Peripheral peripheral) {
            edit(connection, domain, document -> document.add(peripheral));
        }
    }

    void modify(
            LibvirtConnection connection,
            DomainHandle domain,
            SystemConfiguration configuration,
            Device before,
            Device after) {
        if (after instanceof Processor processor && before instanceof Processor old) {
            check(connection, domain.name(), processor);
            edit(
                    connection,
                    domain,
                    moved(connection, configuration, old.pool(), processor.pool(), after)
                            .andThen(document -> document.processor(processor))::apply);
        } else if (after instanceof Memory memory && before instanceof Memory old) {
            check(connection, domain.name(), memory);
            edit(
                    connection,
                    domain,
                    moved(connection, configuration, old.pool(), memory.pool(), after)
                            .andThen(document -> document.memory(memory))::apply);
        } else if (after instanceof Disk disk && before instanceof Disk old) {
            Optional<DiskSource> source = source(connection, disk);
            edit(connection, domain, document -> document.change(old, disk, source));
        } else if (after instanceof Nic nic && before instanceof Nic old) {
            checkNetwork(connection, nic);
            edit(connection, domain, document -> document.change(old, nic));
        } else if (after instanceof Peripheral peripheral) {
            throw fixed(peripheral);
        }
    }

    /** What puts a domain into another partition if its processors or its memory go there. */
    private UnaryOperator<DomainDocument> moved(
            LibvirtConnection connection, SystemConfiguration configuration, String from, String to, Device device) {
        if (from.equals(to)) {
            return document -> document;
        }
        partitions
                .shares(hosts.host(connection))
                .requirePools(configuration.settings().name(), device);
        // The other of the two moves along, unless it was put elsewhere by itself.
        if (from.equals(ResourcePool.PRIMORDIAL)) {
            Partitions.common(configuration.with(device));
        }
        return document -> document.partition(Partitions.partition(to));
    }

    private Optional<String> partition(LibvirtConnection connection, SystemConfiguration configuration) {
        String pool = Partitions.common(configuration);
        if (!pool.equals(ResourcePool.PRIMORDIAL)) {
            hosts.requirePools(connection, configuration);
        }
        return Partitions.partition(pool);
    }

    static HypervisorException fixed(Peripheral peripheral) {
        return new HypervisorException(
                Reason.UNSUPPORTED, peripheral.description() + " cannot be changed; remove it and add another one");
    }

    void remove(LibvirtConnection connection, DomainHandle domain, String deviceId) {
        edit(connection, domain, document -> document.remove(deviceId));
    }

    /** Changes everything, with the name if it is another one; the system must be off for that. */
    void modify(LibvirtConnection connection, DomainHandle domain, SystemSettings settings) {
        checkSupported(connection, settings);
        if (settings.name().equals(domain.name())) {
            edit(connection, domain, document -> document.settings(settings).boot(settings.boot()));
            setAutomaticStart(domain, settings);
            return;
        }
        synchronized (lock) {
            refuseTaken(connection, settings.name());
            domain.rename(settings.name());
        }
        try (DomainHandle renamed = connection.domain(domain.id()).orElseThrow(() -> gone(domain))) {
            edit(connection, renamed, document -> document.settings(settings).boot(settings.boot()));
            setAutomaticStart(renamed, settings);
        }
    }

    private static void setAutomaticStart(DomainHandle domain, SystemSettings settings) {
        boolean wanted = settings.automatic().startup() == StartupAction.ALWAYS;
        if (wanted != domain.startsWithHost()) {
            domain.setStartsWithHost(wanted);
        }
    }

    private void edit(LibvirtConnection connection, DomainHandle domain, UnaryOperator<DomainDocument> change) {
        synchronized (lock) {
            // With secrets: without them, a definition would lose the passwords of consoles.
            String xml = domain.xml(LibvirtFlags.XML_INACTIVE | LibvirtFlags.XML_SECURE);
            connection
                    .define(
                            domain.name(),
                            change.apply(DomainDocument.parse(xml)).text())
                    .close();
        }
    }

    /** The source of a disk in domain XML, if it has a medium. */
    static Optional<DiskSource> source(LibvirtConnection connection, Disk disk) {
        return disk.source().map(id -> new VolumeQueries(connection).source(disk, id));
    }

    static void checkNetwork(LibvirtConnection connection, Nic nic) {
        if (nic.attachment() != Nic.Attachment.NETWORK) {
            return;
        }
        connection
                .network(nic.connection())
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no network \"" + nic.connection() + "\" for network adapter " + nic.id()))
                .close();
    }

    private static void refuseTaken(LibvirtConnection connection, SystemId id) {
        Optional<DomainHandle> there = connection.domain(id);
        if (there.isPresent()) {
            try (DomainHandle taken = there.orElseThrow()) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, taken.description() + " has the id " + id + " already");
            }
        }
    }

    private static void refuseTaken(LibvirtConnection connection, String name) {
        Optional<DomainHandle> there = connection.domain(name);
        if (there.isPresent()) {
            try (DomainHandle taken = there.orElseThrow()) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "there is a system \"" + name + "\" already, with the id " + taken.id());
            }
        }
    }

    private void checkSupported(LibvirtConnection connection, SystemSettings settings) {
        AutomaticXml.check(settings.name(), settings.automatic());
        if (settings.boot().firmware().equals(Optional.of(Boot.Firmware.UEFI))) {
            hosts.requireUefi(connection, settings.name());
        }
    }

    private void check(LibvirtConnection connection, String name, Processor processor) {
        int most = hosts.maximumProcessors(connection);
        if (processor.maximum() > most) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "system \"" + name + "\": " + processor.maximum() + " processors, the host allows " + most);
        }
    }

    private void check(LibvirtConnection connection, String name, Memory memory) {
        long most = hosts.memoryBytes(connection);
        if (memory.maximumBytes() > most) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "system \"" + name + "\": " + memory.maximumBytes() + " bytes of memory, the host has " + most);
        }
    }

    private static HypervisorException gone(DomainHandle domain) {
        return new HypervisorException(Reason.NOT_FOUND, domain.description() + " went away");
    }
}
