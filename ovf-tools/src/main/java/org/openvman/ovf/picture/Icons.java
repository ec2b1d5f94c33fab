package org.openvman.ovf.picture;

import org.openvman.ovf.model.XmlElement;

/** Small signs, 16 by 14. */
final class Icons {
    private Icons() {}

    static XmlElement disk(double x, double y) {
        String at = "M" + Svg.number(x + 1) + " " + Svg.number(y + 3);
        return Svg.group()
                .with(Svg.stroked(
                        Svg.path(at + " v8 a7 2.6 0 0 0 14 0 v-8 a7 2.6 0 0 0 -14 0", "#e8eef6"), Colours.HEAD, 1.2))
                .with(Svg.stroked(Svg.path(at + " a7 2.6 0 0 0 14 0", "none"), Colours.HEAD, 1.2));
    }

    static XmlElement memory(double x, double y) {
        XmlElement icon =
                Svg.group().with(Svg.stroked(Svg.rectangle(x, y + 1, 16, 9, 1.5, "#e8eef6"), Colours.HEAD, 1.2));
        for (int chip = 0; chip < 3; chip++) {
            icon = icon.with(Svg.rectangle(x + 2.5 + 4 * chip, y + 3.5, 3, 4, 0.5, Colours.HEAD));
        }
        return icon.with(Svg.line(x + 2, y + 13, x + 14, y + 13, Colours.HEAD, 1.2));
    }

    static XmlElement processor(double x, double y) {
        XmlElement icon = Svg.group();
        for (int pin = 0; pin < 3; pin++) {
            double across = 4.5 + 3.5 * pin;
            icon = icon.with(Svg.line(x + across, y - 2, x + across, y + 14, Colours.HEAD, 1.2))
                    .with(Svg.line(x, y + across - 2, x + 16, y + across - 2, Colours.HEAD, 1.2));
        }
        return icon.with(Svg.stroked(Svg.rectangle(x + 2, y, 12, 12, 2, "#e8eef6"), Colours.HEAD, 1.2));
    }
}
