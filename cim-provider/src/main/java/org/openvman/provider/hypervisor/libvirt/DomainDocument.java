package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemSettings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Domain XML that is being changed. Only what a change is about is touched: the rest, which we do not model, goes back to
 * libvirt as it came.
 */
final class DomainDocument {
    private final Document document;
    private final Element domain;

    private DomainDocument(Document document) {
        this.document = document;
        this.domain = document.getDocumentElement();
    }

    static DomainDocument parse(String xml) {
        try {
            return new DomainDocument(Xml.builder().parse(new InputSource(new StringReader(xml))));
        } catch (SAXException | IOException e) {
            throw new HypervisorException(Reason.FAILED, "domain XML that cannot be read: " + e.getMessage(), e);
        }
    }

    static DomainDocument of(Document document) {
        return new DomainDocument(document);
    }

    String text() {
        return Xml.text(domain);
    }

    /** A copy of it all, for another document. */
    Element importedInto(Document other) {
        return (Element) other.importNode(domain, true);
    }

    DomainDocument processor(Processor processor) {
        Element vcpu = Dom.childOrNew(domain, "vcpu");
        boolean maximumChanges = !vcpu.getTextContent().strip().equals(Integer.toString(processor.maximum()));
        vcpu.setTextContent(Integer.toString(processor.maximum()));
        Dom.setOrRemoveAttribute(
                vcpu,
                "current",
                processor.count() < processor.maximum() ? Optional.of(processor.count()) : Optional.empty());
        // Says which single processors are plugged in; libvirt makes it again from the count.
        Dom.removeChildren(domain, "vcpus");
        if (maximumChanges) {
            // Sockets, cores and threads must multiply to the maximum, or libvirt refuses the definition.
            Dom.child(domain, "cpu").ifPresent(cpu -> Dom.removeChildren(cpu, "topology"));
        }
        Element tuning = Dom.childOrNew(domain, "cputune");
        if (!DomainReader.pinning(XmlElement.parse(text())).equals(processor.pinning())) {
            Dom.removeChildren(tuning, "vcpupin");
            Dom.setOrRemoveAttribute(
                    vcpu, "cpuset", processor.pinning().isAny() ? Optional.empty() : Optional.of(processor.pinning()));
        }
        Dom.setOrRemoveChild(
                tuning, "shares", processor.weight().stream().boxed().findFirst());
        Optional<Long> quota = processor.limitPercent().stream()
                .mapToObj(ProcessorLimit::quotaMicroseconds)
                .findFirst();
        Dom.setOrRemoveChild(tuning, "period", quota.map(any -> ProcessorLimit.PERIOD_MICROSECONDS));
        Dom.setOrRemoveChild(tuning, "quota", quota);
        if (!tuning.hasChildNodes()) {
            domain.removeChild(tuning);
        }
        return this;
    }

    DomainDocument memory(Memory memory) {
        setKibibytes("memory", memory.maximumBytes());
        setKibibytes("currentMemory", memory.bytes());
        if (memory.hugePages()) {
            Dom.childOrNew(Dom.childOrNew(domain, "memoryBacking"), "hugepages");
        } else {
            Dom.child(domain, "memoryBacking").ifPresent(backing -> {
                Dom.removeChildren(backing, "hugepages");
                if (Dom.children(backing).isEmpty()) {
                    domain.removeChild(backing);
                }
            });
        }
        return this;
    }

    /** The partition of the host that the system shall be in; empty for the usual one. */
    DomainDocument partition(Optional<String> partition) {
        Element resource = Dom.childOrNew(domain, "resource");
        Dom.setOrRemoveChild(resource, "partition", partition);
        if (Dom.children(resource).isEmpty()) {
            domain.removeChild(resource);
        }
        return this;
    }

    private void setKibibytes(String name, long bytes) {
        Element size = Dom.childOrNew(domain, name);
        size.setAttribute("unit", "KiB");
        size.setTextContent(Long.toString(bytes / 1024));
    }

    /** Everything but the name, which only libvirt's own rename can change. */
    DomainDocument settings(SystemSettings settings) {
        Dom.setOrRemoveChild(domain, "title", text(settings.title()));
        Dom.setOrRemoveChild(domain, "description", text(String.join("\n", settings.notes())));
        AutomaticXml.write(domain, settings.automatic());
        Element metadata = Dom.childOrNew(domain, "metadata");
        for (Element child : Dom.children(metadata)) {
            if (SystemMetadata.NAMESPACE.equals(child.getNamespaceURI())) {
                metadata.removeChild(child);
            }
        }
        if (!settings.tags().isEmpty()) {
            metadata.appendChild(SystemMetadata.element(document, settings.tags()));
        }
        if (Dom.children(metadata).isEmpty()) {
            domain.removeChild(metadata);
        }
        return this;
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Firmware and boot order; the devices that it names must be there. */
    DomainDocument boot(Boot boot) {
        BootXml.write(domain, boot);
        return this;
    }

    DomainDocument add(Disk disk, Optional<DiskSource> source) {
        Element element =
                container() ? DeviceXml.filesystem(document, disk, source) : DeviceXml.disk(document, disk, source);
        // Disks in the order of their definition: what has no boot order of its own boots in this order.
        Dom.insertAfterLast(devices(), element, element.getTagName());
        return this;
    }

    DomainDocument add(Nic nic) {
        Dom.insertAfterLast(devices(), DeviceXml.nic(document, nic), "interface");
        return this;
    }

    DomainDocument add(Peripheral peripheral) {
        devices().appendChild(PeripheralXml.write(document, peripheral));
        return this;
    }

    /** Without the serial ports that every new system gets. */
    DomainDocument withoutSerialPorts() {
        Dom.removeChildren(devices(), "serial");
        return this;
    }

    /** Changes the disk of the same id. */
    DomainDocument change(Disk before, Disk after, Optional<DiskSource> source) {
        DeviceXml.change(device(after.id()), before, after, source);
        return this;
    }

    /** Changes the adapter of the same id. */
    DomainDocument change(Nic before, Nic after) {
        DeviceXml.change(device(after.id()), before, after);
        return this;
    }

    /** Names other files in the place of those that have moved; what they were built on did not move with them. */
    DomainDocument relocate(Map<String, String> paths) {
        for (Element device : Dom.children(devices())) {
            Dom.child(device, "source").ifPresent(source -> {
                for (String attribute : List.of("file", "dev")) {
                    String moved = paths.get(source.getAttribute(attribute));
                    if (moved != null) {
                        source.setAttribute(attribute, moved);
                        Dom.removeChildren(device, "backingStore");
                    }
                }
            });
        }
        return this;
    }

    DomainDocument remove(String deviceId) {
        Node device = device(deviceId);
        device.getParentNode().removeChild(device);
        return this;
    }

    /** The XML of one device, as libvirt's calls for devices want it. */
    String deviceXml(String deviceId) {
        return Xml.text(device(deviceId));
    }

    private Element device(String deviceId) {
        return Dom.children(devices()).stream()
                .filter(element -> DeviceXml.id(element).equals(deviceId))
                .findFirst()
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no device \"" + deviceId + "\" in the configuration of the system"));
    }

    private boolean container() {
        return domain.getAttribute("type").equals("lxc");
    }

    private Element devices() {
        return Dom.childOrNew(domain, "devices");
    }
}
