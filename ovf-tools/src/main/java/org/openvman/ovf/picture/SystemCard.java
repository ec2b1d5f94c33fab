package org.openvman.ovf.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openvman.ovf.model.SystemFacts;
import org.openvman.ovf.model.XmlElement;

/** One virtual system: a card with its name, hardware and disks. */
final class SystemCard {
    static final double WIDTH = 232;

    private static final double PADDING = 16;
    private static final double HEAD = 58;
    private static final double ROW = 26;
    private static final double SMALL = 12;
    private static final double LARGE = 15;
    private static final int MOST_DISKS = 6;

    private final SystemFacts system;
    private final List<String> disks;

    /** A card; the disks are texts like {@code disk1, 20 GiB}. */
    SystemCard(SystemFacts system, List<String> disks) {
        this.system = system;
        this.disks = shortened(disks);
    }

    private static List<String> shortened(List<String> disks) {
        if (disks.size() <= MOST_DISKS) {
            return disks;
        }
        List<String> some = new ArrayList<>(disks.subList(0, MOST_DISKS - 1));
        some.add("and " + (disks.size() - some.size()) + " more");
        return some;
    }

    List<String> networks() {
        return system.networks();
    }

    double height() {
        long rows = Stream.of(system.operatingSystem(), system.cpus(), system.memory())
                .filter(text -> !text.isEmpty())
                .count();
        return HEAD + PADDING + ROW * Math.max(1, rows + disks.size());
    }

    /** The card with its left upper corner at x, y; all cards of a picture have the same height. */
    XmlElement draw(double x, double y, double height) {
        XmlElement card = Svg.group();
        boolean several = !system.instances().equals("1");
        if (several) {
            card = card.with(outline(x + 10, y - 10, height)).with(outline(x + 5, y - 5, height));
        }
        card = Svg.titled(card.with(outline(x, y, height)), system.id())
                .with(Svg.path(head(x, y), Colours.HEAD))
                .with(Svg.bold(Svg.text(x + PADDING, y + 25, LARGE, Colours.ON_HEAD, Svg.fitting(title(), LARGE, 200))))
                .with(Svg.text(
                        x + PADDING,
                        y + 44,
                        SMALL,
                        Colours.ON_HEAD_FAINT,
                        Svg.fitting(subtitle(several), SMALL, WIDTH - 2 * PADDING)));
        double baseline = y + HEAD + ROW;
        if (!system.operatingSystem().isEmpty()) {
            String guest = Svg.fitting(system.operatingSystem(), SMALL, WIDTH - 2 * PADDING);
            card = card.with(Svg.text(x + PADDING, baseline - 1, SMALL, Colours.FAINT, guest));
            baseline += ROW;
        }
        if (!system.cpus().isEmpty()) {
            card = card.with(row(Icons.processor(x + PADDING, baseline - 12), x, baseline, system.cpus() + " CPU"));
            baseline += ROW;
        }
        if (!system.memory().isEmpty()) {
            card = card.with(row(Icons.memory(x + PADDING, baseline - 12), x, baseline, system.memory()));
            baseline += ROW;
        }
        for (String disk : disks) {
            card = card.with(row(Icons.disk(x + PADDING, baseline - 13), x, baseline, disk));
            baseline += ROW;
        }
        return card;
    }

    private static XmlElement row(XmlElement icon, double x, double baseline, String text) {
        double indent = PADDING + 26;
        String fitting = Svg.fitting(text, 13, WIDTH - indent - PADDING / 2);
        return Svg.group().with(icon).with(Svg.text(x + indent, baseline - 1, 13, Colours.TEXT, fitting));
    }

    private String title() {
        return system.name().isBlank() ? system.id() : system.name();
    }

    private String subtitle(boolean several) {
        String id = system.name().isBlank() || system.name().equals(system.id()) ? "virtual system" : system.id();
        return several ? id + " \u00d7 " + system.instances() : id;
    }

    private static XmlElement outline(double x, double y, double height) {
        return Svg.stroked(Svg.rectangle(x, y, WIDTH, height, 10, Colours.CARD), Colours.BORDER, 1.2);
    }

    /** The coloured top, round where the card is. */
    private static String head(double x, double y) {
        return "M" + Svg.number(x) + " " + Svg.number(y + HEAD) + " v-" + Svg.number(HEAD - 10)
                + " a10 10 0 0 1 10 -10 h" + Svg.number(WIDTH - 20) + " a10 10 0 0 1 10 10 v" + Svg.number(HEAD - 10)
                + " z";
    }
}
