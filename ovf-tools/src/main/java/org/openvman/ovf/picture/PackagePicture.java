package org.openvman.ovf.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.StartOrder;
import org.openvman.ovf.model.SystemFacts;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.XmlElement;

/**
 * Draws a package as SVG: systems as cards from left to right in the order of their start, networks as lines below
 * them, one connection for each adapter.
 */
public final class PackagePicture {
    private static final double MARGIN = 36;
    private static final double GAP = 40;
    private static final double TITLE = 74;
    private static final double START = 54;
    private static final double NETWORK = 46;
    private static final int MOST_SYSTEMS = 200;

    private final Descriptor descriptor;
    private final List<Group> groups;
    private final List<String> networks;
    private final double cardHeight;
    private final double width;

    private PackagePicture(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.groups = groups(descriptor);
        this.networks = networks(descriptor);
        this.cardHeight = cards().stream().mapToDouble(SystemCard::height).max().orElse(0);
        int cards = Math.max(1, cards().size());
        double row = cards * SystemCard.WIDTH + (cards - 1) * GAP;
        this.width = Math.max(2 * MARGIN + row + 10, 2 * MARGIN + Svg.width(title(), 24));
    }

    /** Systems that start together. */
    private record Group(String order, List<SystemCard> cards) {}

    /** The picture as an SVG document in UTF-8. */
    public static byte[] draw(Descriptor descriptor) {
        return Svg.write(new PackagePicture(descriptor).document());
    }

    private static List<Group> groups(Descriptor descriptor) {
        Map<String, DiskSection.Disk> disks = descriptor
                .disks()
                .collect(Collectors.toMap(DiskSection.Disk::id, disk -> disk, (first, repeated) -> first));
        StartOrder order = new StartOrder(descriptor.content());
        Comparator<VirtualSystem> byStart = (one, other) -> compare(order.of(one), order.of(other));
        List<Group> groups = new ArrayList<>();
        for (VirtualSystem system :
                descriptor.systems().limit(MOST_SYSTEMS).sorted(byStart).toList()) {
            SystemFacts facts = SystemFacts.of(system, order);
            if (groups.isEmpty() || !groups.get(groups.size() - 1).order().equals(facts.start())) {
                groups.add(new Group(facts.start(), new ArrayList<>()));
            }
            List<String> diskTexts =
                    facts.disks().stream().map(id -> diskText(id, disks)).toList();
            groups.get(groups.size() - 1).cards().add(new SystemCard(facts, diskTexts));
        }
        return groups;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = Integer.compare(one.get(i), other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static String diskText(String id, Map<String, DiskSection.Disk> disks) {
        DiskSection.Disk disk = disks.get(id);
        return disk == null ? id : SystemFacts.capacity(disk) + " \u00b7 " + id;
    }

    /** Those declared, then those that are only connected to. */
    private static List<String> networks(Descriptor descriptor) {
        Set<String> names = descriptor
                .networks()
                .map(NetworkSection.Network::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        SystemFacts.of(descriptor).forEach(system -> names.addAll(system.networks()));
        return List.copyOf(names);
    }

    private List<SystemCard> cards() {
        return groups.stream().flatMap(group -> group.cards().stream()).toList();
    }

    private XmlElement document() {
        boolean ordered = groups.stream().anyMatch(group -> !group.order().isEmpty());
        double cardsTop = MARGIN + TITLE + (ordered ? START : 10);
        double cardsBottom = cardsTop + cardHeight;
        double height = cardsBottom + (networks.isEmpty() ? 0 : networks.size() * NETWORK) + MARGIN;
        XmlElement document = Svg.document(width, height)
                .with(Svg.rectangle(0, 0, width, height, 0, Colours.PAPER))
                .with(Svg.bold(Svg.text(MARGIN, MARGIN + 20, 24, Colours.TEXT, title())))
                .with(Svg.text(MARGIN, MARGIN + 44, 13, Colours.FAINT, subtitle()));
        if (ordered) {
            document = document.with(startLine(cardsTop - 32));
        }
        for (int i = 0; i < networks.size(); i++) {
            document = document.with(network(i, cardsBottom + GAP + i * NETWORK + 10));
        }
        double x = MARGIN;
        for (SystemCard card : cards()) {
            document = document.with(connections(card, x, cardsBottom)).with(card.draw(x, cardsTop, cardHeight));
            x += SystemCard.WIDTH + GAP;
        }
        return document;
    }

    private String title() {
        return descriptor
                .content()
                .contents()
                .flatMap(each -> each.sections(ProductSection.class))
                .filter(section -> !section.product().isBlank())
                .findFirst()
                .map(section -> (section.product() + " " + section.version()).strip())
                .orElseGet(() -> titleOf(descriptor.content()));
    }

    private static String titleOf(Content content) {
        return content.name().isBlank() ? content.id() : content.name().strip();
    }

    private String subtitle() {
        long systems = descriptor.systems().count();
        String drawn = systems > MOST_SYSTEMS ? ", the first " + MOST_SYSTEMS + " drawn" : "";
        return "OVF " + descriptor.version() + " \u00b7 " + systems + (systems == 1 ? " system" : " systems") + drawn
                + " \u00b7 " + networks.size() + (networks.size() == 1 ? " network" : " networks");
    }

    /** Above the cards: which start first, which next. */
    private XmlElement startLine(double y) {
        XmlElement line = Svg.group();
        double x = MARGIN;
        for (int i = 0; i < groups.size(); i++) {
            int cards = groups.get(i).cards().size();
            double span = cards * SystemCard.WIDTH + (cards - 1) * GAP;
            String order = groups.get(i).order();
            String label = order.isEmpty() ? "start: any time" : "start " + order;
            double labelWidth = Svg.width(label, 12) + 24;
            line = line.with(Svg.line(x, y, x + span, y, Colours.BORDER, 2))
                    .with(Svg.rectangle(x, y - 11, labelWidth, 22, 11, Colours.HEAD))
                    .with(Svg.centred(Svg.text(x + labelWidth / 2, y + 4, 12, Colours.ON_HEAD, label)));
            if (i + 1 < groups.size()) {
                double end = x + span + GAP - 6;
                line = line.with(Svg.line(x + span, y, end, y, Colours.BORDER, 2))
                        .with(Svg.stroked(
                                Svg.path("M" + Svg.number(end - 7) + " " + Svg.number(y - 6) + " l7 6 l-7 6", "none"),
                                Colours.FAINT,
                                2));
            }
            x += span + GAP;
        }
        return line;
    }

    private XmlElement network(int number, double y) {
        String colour = Colours.ofNetwork(number);
        String name = Svg.fitting(networks.get(number), 12, width - 2 * MARGIN - 24);
        double labelWidth = Svg.width(name, 12) + 28;
        return Svg.group()
                .with(Svg.line(MARGIN, y, width - MARGIN, y, colour, 4))
                .with(Svg.rectangle(width - MARGIN - labelWidth, y - 11, labelWidth, 22, 11, colour))
                .with(Svg.centred(
                        Svg.bold(Svg.text(width - MARGIN - labelWidth / 2, y + 4, 12, Colours.ON_HEAD, name))));
    }

    /** From the lower edge of a card to the lines of its networks. */
    private XmlElement connections(SystemCard card, double x, double bottom) {
        XmlElement connections = Svg.group();
        int adapters = card.networks().size();
        for (int i = 0; i < adapters; i++) {
            int number = networks.indexOf(card.networks().get(i));
            String colour = Colours.ofNetwork(number);
            double at = x + (i + 0.5) * Math.min(36, SystemCard.WIDTH / adapters) + 16;
            double y = bottom + GAP + number * NETWORK + 10;
            connections = connections
                    .with(Svg.line(at, bottom, at, y, Colours.PAPER, 6))
                    .with(Svg.line(at, bottom, at, y, colour, 2))
                    .with(Svg.stroked(Svg.circle(at, y, 5, Colours.CARD), colour, 2.5))
                    .with(Svg.rectangle(at - 6, bottom - 4, 12, 8, 2, colour));
        }
        return connections;
    }
}
