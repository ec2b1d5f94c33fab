package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import org.openvman.provider.hypervisor.SystemId;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A new domain before its settings and devices: the parts that every system of a platform has and that the model does
 * not speak of (firmware, clock, console, balloon, entropy, a channel for a guest agent).
 */
final class DomainTemplate {
    private static final String GUEST_AGENT = "org.qemu.guest_agent.0";

    static final String CONTAINER_INIT = "/sbin/init";

    private final Platform platform;
    private final Optional<String> consoleLogFolder;

    DomainTemplate(Platform platform, Optional<String> consoleLogFolder) {
        this.platform = platform;
        this.consoleLogFolder = consoleLogFolder;
    }

    DomainDocument blank(SystemId id, String name) {
        Document document = Xml.builder().newDocument();
        Element domain = document.createElement("domain");
        document.appendChild(domain);
        domain.setAttribute("type", platform.domainType());
        Dom.append(domain, "name").setTextContent(name);
        Dom.append(domain, "uuid").setTextContent(id.toString());
        operatingSystem(domain);
        Dom.append(domain, "clock").setAttribute("offset", "utc");
        Dom.append(domain, "on_poweroff").setTextContent("destroy");
        Dom.append(domain, "on_reboot").setTextContent("restart");
        devices(Dom.append(domain, "devices"), name);
        return DomainDocument.of(document);
    }

    private void operatingSystem(Element domain) {
        Element os = Dom.append(domain, "os");
        Element type = Dom.append(os, "type");
        type.setTextContent(platform.osType());
        type.setAttribute("arch", platform.architecture());
        if (!platform.machine().isEmpty()) {
            type.setAttribute("machine", platform.machine());
        }
        switch (platform.osType()) {
            case "exe" -> Dom.append(os, "init").setTextContent(CONTAINER_INIT);
            case "hvm" -> {
                Dom.append(os, "boot").setAttribute("dev", "hd");
                Dom.append(os, "boot").setAttribute("dev", "cdrom");
                Element features = Dom.append(domain, "features");
                Dom.append(features, "acpi");
                if (platform.architecture().equals("x86_64")
                        || platform.architecture().equals("i686")) {
                    Dom.append(features, "apic");
                }
            }
            // A paravirtual Xen guest's kernel is in its disk.
            default -> Dom.append(domain, "bootloader").setTextContent("pygrub");
        }
    }

    private void devices(Element devices, String name) {
        if (!platform.emulator().isEmpty() && !platform.isParavirtual()) {
            Dom.append(devices, "emulator").setTextContent(platform.emulator());
        }
        Element console = Dom.append(devices, platform.isQemu() ? "serial" : "console");
        console.setAttribute("type", "pty");
        if (!platform.isQemu()) {
            return;
        }
        consoleLogFolder.ifPresent(folder -> {
            Element log = Dom.append(console, "log");
            log.setAttribute("file", folder + "/" + name + "-console.log");
            log.setAttribute("append", "off");
        });
        Element channel = Dom.append(devices, "channel");
        channel.setAttribute("type", "unix");
        Element target = Dom.append(channel, "target");
        target.setAttribute("type", "virtio");
        target.setAttribute("name", GUEST_AGENT);
        Dom.append(devices, "memballoon").setAttribute("model", "virtio");
        Element entropy = Dom.append(devices, "rng");
        entropy.setAttribute("model", "virtio");
        Element backend = Dom.append(entropy, "backend");
        backend.setAttribute("model", "random");
        backend.setTextContent("/dev/urandom");
    }
}
