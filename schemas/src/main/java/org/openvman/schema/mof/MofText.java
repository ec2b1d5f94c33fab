package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;

/** Values as MOF literals, long ones broken over several lines. */
final class MofText {
    private static final int WIDTH = 110;
    private static final String INDENT = "  ";

    private MofText() {}

    /** A value of a property or qualifier; lines after the first begin with the indent. */
    static String value(@Nullable Object value, String indent) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof List<?> list) {
            return array(list, indent);
        }
        if (value instanceof String || value instanceof CimDateTime || value instanceof CimPath) {
            return string(value.toString(), indent);
        }
        if (value instanceof Character character) {
            return character(character);
        }
        if (value instanceof Double real && (real.isInfinite() || real.isNaN())) {
            throw new IllegalArgumentException("MOF has no literal for " + real);
        }
        if (value instanceof CimInstance instance) {
            return instance(instance, indent);
        }
        return value.toString();
    }

    /** An instance without a semicolon. */
    static String instance(CimInstance instance, String indent) {
        StringBuilder out =
                new StringBuilder("instance of ").append(instance.className()).append(" {\n");
        for (CimProperty property : instance.properties()) {
            out.append(indent)
                    .append(INDENT)
                    .append(property.name())
                    .append(" = ")
                    .append(value(property.value(), indent + INDENT))
                    .append(";\n");
        }
        return out.append(indent).append('}').toString();
    }

    /** A string in quotes, on one line. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            escape(out, text.charAt(at), '"');
        }
        return out.append('"').toString();
    }

    private static String array(List<?> values, String indent) {
        StringBuilder out = new StringBuilder("{");
        int width = indent.length();
        for (int at = 0; at < values.size(); at++) {
            String element = value(values.get(at), indent + INDENT);
            if (at > 0) {
                out.append(',');
                if (width + element.length() > WIDTH) {
                    out.append('\n').append(indent).append(INDENT);
                    width = indent.length() + INDENT.length();
                } else {
                    out.append(' ');
                }
            }
            out.append(element);
            width += element.length() + 2;
        }
        return out.append('}').toString();
    }

    private static String string(String text, String indent) {
        if (indent.length() + text.length() <= WIDTH) {
            return literal(text);
        }
        StringJoiner lines = new StringJoiner("\n" + indent);
        broken(text, WIDTH - indent.length()).forEach(line -> lines.add(literal(line)));
        return lines.toString();
    }

    /** The text in pieces that end with a space where one is near. */
    private static List<String> broken(String text, int width) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (text.length() - start > width) {
            int space = text.lastIndexOf(' ', start + width - 1);
            int end = space <= start ? start + width : space + 1;
            pieces.add(text.substring(start, end));
            start = end;
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static String character(char character) {
        StringBuilder out = new StringBuilder("'");
        escape(out, character, '\'');
        return out.append('\'').toString();
    }

    private static void escape(StringBuilder out, char c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').append(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c < ' ' || Character.isSurrogate(c)) {
            out.append(String.format("\\x%04X", (int) c));
        } else {
            out.append(c);
        }
    }
}
