package org.openvman.provider.hypervisor.libvirt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSettings;
import org.w3c.dom.Document;

/**
 * Changes of what runs.
 *
 * <p>Some of them need the guest's help (memory goes when the guest gives it back, a device when the guest lets it go);
 * these are waited for, so that a change that returns has happened.
 */
final class LiveChanges {
    private static final Duration GUEST_PATIENCE = Duration.ofSeconds(15);
    private static final long UNLIMITED = -1;

    private final LibvirtLink link;

    LiveChanges(LibvirtLink link) {
        this.link = link;
    }

    void add(LibvirtConnection connection, DomainHandle domain, Device device) {
        Document document = Xml.builder().newDocument();
        if (device instanceof Disk disk) {
            Optional<DiskSource> source = Definitions.source(connection, disk);
            domain.attach(Xml.text(DeviceXml.disk(document, disk, source)), LibvirtFlags.AFFECT_LIVE);
        } else if (device instanceof Nic nic) {
            Definitions.checkNetwork(connection, nic);
            domain.attach(Xml.text(DeviceXml.nic(document, nic)), LibvirtFlags.AFFECT_LIVE);
        } else if (device instanceof Peripheral peripheral) {
            domain.attach(Xml.text(PeripheralXml.write(document, peripheral)), LibvirtFlags.AFFECT_LIVE);
        }
    }

    void remove(DomainHandle domain, String deviceId) {
        domain.detach(live(domain).deviceXml(deviceId), LibvirtFlags.AFFECT_LIVE);
        awaitGuest(
                domain,
                configuration -> configuration.device(deviceId).isEmpty(),
                "the guest has not let " + deviceId + " go");
    }

    void modify(
            LibvirtConnection connection,
            DomainHandle domain,
            SystemConfiguration active,
            Device before,
            Device after) {
        if (after instanceof Processor processor) {
            modify(connection, domain, active.processor(), processor);
        } else if (after instanceof Memory memory) {
            modify(domain, active.memory(), memory);
        } else if (after instanceof Disk disk && before instanceof Disk old) {
            modify(connection, domain, old, disk);
        } else if (after instanceof Nic nic && before instanceof Nic old) {
            modify(connection, domain, old, nic);
        } else if (after instanceof Peripheral peripheral) {
            throw Definitions.fixed(peripheral);
        }
    }

    private static void modify(LibvirtConnection connection, DomainHandle domain, Processor before, Processor after) {
        if (!before.pool().equals(after.pool())) {
            throw restartNeeded(domain, "the pool of processors");
        }
        if (before.maximum() != after.maximum()) {
            throw restartNeeded(domain, "the maximum of processors");
        }
        ProcessorRemoval.check(domain.description(), XmlElement.parse(domain.xml(0)), before, after);
        if (after.count() != before.count()) {
            domain.setProcessors(after.count(), LibvirtFlags.AFFECT_LIVE);
        }
        if (!after.pinning().equals(before.pinning())) {
            ProcessorSet wanted =
                    after.pinning().isAny() ? ProcessorSet.all(connection.nodeInfo().cpus) : after.pinning();
            for (int processor = 0; processor < after.count(); processor++) {
                domain.pinProcessor(processor, wanted, LibvirtFlags.AFFECT_LIVE);
            }
        }
        Map<String, Long> scheduler = new LinkedHashMap<>();
        if (!before.weight().equals(after.weight())) {
            scheduler.put("cpu_shares", (long)
                    after.weight().orElseThrow(() -> restartNeeded(domain, "the default weight of processors")));
        }
        if (!before.limitPercent().equals(after.limitPercent())) {
            scheduler.put("vcpu_period", ProcessorLimit.PERIOD_MICROSECONDS);
            scheduler.put(
                    "vcpu_quota",
                    after.limitPercent().stream()
                            .mapToObj(ProcessorLimit::quotaMicroseconds)
                            .findFirst()
                            .orElse(UNLIMITED));
        }
        if (!scheduler.isEmpty()) {
            domain.setScheduler(scheduler, LibvirtFlags.AFFECT_LIVE);
        }
    }

    private void modify(DomainHandle domain, Memory before, Memory after) {
        if (!before.pool().equals(after.pool())) {
            throw restartNeeded(domain, "the pool of memory");
        }
        if (before.maximumBytes() != after.maximumBytes()) {
            throw restartNeeded(domain, "the maximum of memory");
        }
        if (before.hugePages() != after.hugePages()) {
            throw restartNeeded(domain, "the kind of pages");
        }
        if (before.bytes() != after.bytes()) {
            domain.setMemoryKibibytes(after.bytes() / 1024, LibvirtFlags.AFFECT_LIVE);
            awaitGuest(
                    domain,
                    configuration -> configuration.memory().bytes() / 1024 == after.bytes() / 1024,
                    "the guest has not changed its memory to " + after.bytes() + " bytes; the request stands");
        }
    }

    private void modify(LibvirtConnection connection, DomainHandle domain, Disk before, Disk after) {
        if (!before.source().equals(after.source())) {
            if (after.type() == Disk.Type.DISK) {
                throw restartNeeded(domain, "the content of disk " + after.id());
            }
            Optional<DiskSource> source = Definitions.source(connection, after);
            domain.update(live(domain).change(before, after, source).deviceXml(after.id()), LibvirtFlags.AFFECT_LIVE);
        } else if (before.type() != after.type()
                || before.bus() != after.bus()
                || before.format() != after.format()
                || before.readOnly() != after.readOnly()
                || !before.tuning().cache().equals(after.tuning().cache())) {
            throw restartNeeded(domain, "the kind of disk " + after.id());
        } else {
            if (before.capacityBytes() != after.capacityBytes()) {
                DiskGrowth.check(before, after);
                domain.resizeBlock(after.id(), after.capacityBytes());
            }
            if (!before.tuning().equals(after.tuning())) {
                domain.setBlockLimits(after.id(), DiskTuningXml.parameters(after.tuning()), LibvirtFlags.AFFECT_LIVE);
            }
        }
    }

    private static void modify(LibvirtConnection connection, DomainHandle domain, Nic before, Nic after) {
        if (!before.model().equals(after.model())) {
            throw restartNeeded(domain, "the model of network adapter " + after.id());
        }
        Definitions.checkNetwork(connection, after);
        domain.update(live(domain).change(before, after).deviceXml(after.id()), LibvirtFlags.AFFECT_LIVE);
    }

    /** Title, notes and tags. The name was checked to be the same. */
    void modify(DomainHandle domain, SystemSettings before, SystemSettings after) {
        if (!before.automatic().equals(after.automatic())) {
            throw restartNeeded(domain, "the automatic actions");
        }
        if (!before.boot().equals(after.boot())) {
            throw restartNeeded(domain, "firmware and boot order");
        }
        if (!before.title().equals(after.title())) {
            domain.setMetadata(LibvirtFlags.METADATA_TITLE, after.title(), null, null, LibvirtFlags.AFFECT_LIVE);
        }
        if (!before.notes().equals(after.notes())) {
            domain.setMetadata(
                    LibvirtFlags.METADATA_DESCRIPTION,
                    String.join("\n", after.notes()),
                    null,
                    null,
                    LibvirtFlags.AFFECT_LIVE);
        }
        if (!before.tags().equals(after.tags())) {
            domain.setMetadata(
                    LibvirtFlags.METADATA_ELEMENT,
                    after.tags().isEmpty() ? null : SystemMetadata.text(after.tags()),
                    SystemMetadata.PREFIX,
                    SystemMetadata.NAMESPACE,
                    LibvirtFlags.AFFECT_LIVE);
        }
    }

    private static DomainDocument live(DomainHandle domain) {
        return DomainDocument.parse(domain.xml(LibvirtFlags.XML_SECURE));
    }

    private void awaitGuest(DomainHandle domain, Predicate<SystemConfiguration> wanted, String otherwise) {
        DomainReader reader = DomainReader.XML_ALONE;
        BooleanSupplier changed = () -> {
            // The XML of a domain that went off is its recorded configuration, which proves nothing.
            if (!domain.state().isLive()) {
                throw new HypervisorException(
                        Reason.INVALID_STATE,
                        domain.description() + " went off while its active configuration was changed");
            }
            return wanted.test(reader.read(XmlElement.parse(domain.xml(0)), false));
        };
        if (!link.await(changed, GUEST_PATIENCE)) {
            throw new HypervisorException(
                    Reason.TIMEOUT,
                    domain.description() + ": " + otherwise + " (waited " + GUEST_PATIENCE.toSeconds() + " s)");
        }
    }

    private static HypervisorException restartNeeded(DomainHandle domain, String what) {
        return new HypervisorException(
                Reason.UNSUPPORTED,
                domain.description() + " runs: " + what
                        + " cannot change now; change the recorded configuration and restart it");
    }
}
