package org.openvman.ovf.edit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.XmlElement;

/** Logical networks, and the adapters that systems have on them. */
final class NetworkEdits {
    private NetworkEdits() {}

    static Edit add(String text) {
        Argument named = text.contains("=") ? Argument.pair(text, "NAME=DESCRIPTION") : new Argument(text.strip(), "");
        return session -> {
            EditableDocument document = session.document();
            String name = named.before();
            if (name.isEmpty()) {
                throw new EditException("a network needs a name");
            }
            if (names(document).contains(name)) {
                throw new EditException("there is a network '" + name + "' already");
            }
            Optional<LocatedElement> section = document.section("NetworkSection");
            session.change(patches -> {
                if (section.isPresent()) {
                    patches.append(section.get(), network(document, section.get(), named));
                } else {
                    XmlElement made = document.newSection(document.root(), "NetworkSection", "Logical networks");
                    XmlElement network = network(document, document.root(), named);
                    patches.insertBefore(document.top(), made.with(network));
                }
            });
        };
    }

    private static XmlElement network(EditableDocument document, LocatedElement parent, Argument named) {
        XmlElement network = XmlElement.of(EditableDocument.name(parent, "Network"))
                .with(document.attribute("name"), named.before());
        return named.after().isEmpty()
                ? network
                : network.with(XmlElement.of(EditableDocument.name(parent, "Description"))
                        .withText(named.after()));
    }

    static Edit remove(String name) {
        return session -> {
            EditableDocument document = session.document();
            LocatedElement network = network(document, name);
            connections(document, name).findFirst().ifPresent(used -> {
                throw new EditException(
                        "network '" + name + "' has adapters on it; remove them first with --remove-nic");
            });
            session.change(patches -> patches.remove(network));
        };
    }

    /** The network and everything connected to it. */
    static Edit rename(String text) {
        Argument names = Argument.pair(text, "OLD=NEW");
        return session -> {
            EditableDocument document = session.document();
            LocatedElement network = network(document, names.before());
            if (names(document).contains(names.after())) {
                throw new EditException("there is a network '" + names.after() + "' already");
            }
            session.change(patches -> {
                patches.setAttribute(network, document.attributeOf(network, "name"), names.after());
                connections(document, names.before()).forEach(used -> patches.setText(used, names.after()));
            });
        };
    }

    static Edit addNic(String text) {
        Argument argument = Argument.optional(text);
        return session -> {
            network(session.document(), argument.after());
            session.changeSystems(argument.before(), (patches, system) -> {
                Items items = new Items(system);
                items.add(patches, nic(items, argument.after()));
            });
        };
    }

    private static Map<String, String> nic(Items items, String network) {
        List<LocatedElement> nics = items.of(ResourceType.ETHERNET_ADAPTER).toList();
        String model = nics.stream()
                .map(nic -> nic.settingText("ResourceSubType"))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Families.usualNic(items.family()));
        return Map.of(
                "AddressOnParent",
                Items.freeAddress(nics.stream()),
                "AutomaticAllocation",
                "true",
                "Connection",
                network,
                "ElementName",
                "Network adapter " + (nics.size() + 1),
                "InstanceID",
                items.freeInstanceId(),
                "ResourceSubType",
                model,
                "ResourceType",
                "10");
    }

    static Edit removeNic(String text) {
        Argument argument = Argument.optional(text);
        return session -> session.changeSystems(argument.before(), (patches, system) -> {
            LocatedElement nic = new Items(system)
                    .all()
                    .filter(item -> Items.is(item, ResourceType.ETHERNET_ADAPTER)
                            || item.localName().equals("EthernetPortItem"))
                    .filter(item -> item.settingText("Connection").equals(argument.after())
                            || Items.instanceId(item).equals(argument.after()))
                    .findFirst()
                    .orElseThrow(() -> new EditException("system '" + system.attribute("id")
                            + "' has no adapter on network '" + argument.after() + "', and none with that InstanceID"));
            patches.remove(nic);
        });
    }

    private static List<String> names(EditableDocument document) {
        return document.descriptor()
                .networks()
                .map(NetworkSection.Network::name)
                .toList();
    }

    private static LocatedElement network(EditableDocument document, String name) {
        return document.root()
                .children("NetworkSection")
                .flatMap(section -> section.children("Network"))
                .filter(network -> network.attribute("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new EditException("no network '" + name + "'; there is: "
                        + String.join(", ", names(document)) + " (--add-network makes one)"));
    }

    private static Stream<LocatedElement> connections(EditableDocument document, String name) {
        return document.contents()
                .flatMap(content -> content.children("VirtualHardwareSection"))
                .flatMap(hardware -> hardware.children().stream())
                .flatMap(item -> item.children().stream())
                .filter(setting -> setting.element().name().getLocalPart().equals("Connection")
                        && setting.element().text().strip().equals(name));
    }
}
