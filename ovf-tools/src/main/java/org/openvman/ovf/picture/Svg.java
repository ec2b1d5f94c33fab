package org.openvman.ovf.picture;

import java.util.Locale;
import java.util.Map;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.XmlOutput;
import org.openvman.ovf.model.XmlElement;

/** The few shapes of SVG 1.1 that a picture is made of. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final double WIDTH_OF_LETTER = 0.6;

    private Svg() {}

    static XmlElement group() {
        return element("g");
    }

    static XmlElement rectangle(double x, double y, double width, double height, double radius, String fill) {
        return with(with(with(with(element("rect"), "x", x), "y", y), "width", width), "height", height)
                .with(new QName("rx"), number(radius))
                .with(new QName("fill"), fill);
    }

    static XmlElement circle(double x, double y, double radius, String fill) {
        return with(with(with(element("circle"), "cx", x), "cy", y), "r", radius)
                .with(new QName("fill"), fill);
    }

    static XmlElement line(double x1, double y1, double x2, double y2, String colour, double width) {
        return stroked(with(with(with(with(element("line"), "x1", x1), "y1", y1), "x2", x2), "y2", y2), colour, width);
    }

    static XmlElement path(String data, String fill) {
        return element("path").with(new QName("d"), data).with(new QName("fill"), fill);
    }

    static XmlElement stroked(XmlElement shape, String colour, double width) {
        return shape.with(new QName("stroke"), colour)
                .with(new QName("stroke-width"), number(width))
                .with(new QName("stroke-linecap"), "round")
                .with(new QName("stroke-linejoin"), "round");
    }

    /** A line of text with its base line at y. */
    static XmlElement text(double x, double y, double size, String colour, String text) {
        return with(with(with(element("text"), "x", x), "y", y), "font-size", size)
                .with(new QName("fill"), colour)
                .withText(text);
    }

    static XmlElement bold(XmlElement text) {
        return text.with(new QName("font-weight"), "600");
    }

    static XmlElement centred(XmlElement text) {
        return text.with(new QName("text-anchor"), "middle");
    }

    /** What a pointer over the shape tells. */
    static XmlElement titled(XmlElement shape, String title) {
        return shape.with(element("title").withText(title));
    }

    /** As much of the text as fits into the width. */
    static String fitting(String text, double size, double width) {
        String line = text.strip().replaceAll("\\s+", " ");
        int letters = (int) Math.max(1, width / (size * WIDTH_OF_LETTER));
        return line.codePointCount(0, line.length()) <= letters
                ? line
                : line.substring(0, line.offsetByCodePoints(0, letters - 1)) + "\u2026";
    }

    /** About how wide a text is; the font is not known. */
    static double width(String text, double size) {
        return text.codePointCount(0, text.length()) * size * WIDTH_OF_LETTER;
    }

    static XmlElement document(double width, double height) {
        return with(with(element("svg"), "width", width), "height", height)
                .with(new QName("viewBox"), "0 0 " + number(width) + " " + number(height))
                .with(
                        new QName("font-family"),
                        "Inter, 'Segoe UI', Roboto, 'DejaVu Sans', Helvetica, Arial, sans-serif");
    }

    static byte[] write(XmlElement document) {
        return new XmlOutput().write(document, Map.of(NAMESPACE, ""));
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static XmlElement with(XmlElement shape, String attribute, double value) {
        return shape.with(new QName(attribute), number(value));
    }

    private static XmlElement element(String name) {
        return XmlElement.of(new QName(NAMESPACE, name));
    }
}
