package org.openvman.ovf.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.XmlElement;

/** Changes to the text of a document, each at its place; everything else stays as it is. */
final class Patches {
    private record Patch(int start, int end, String replacement) {}

    private final String text;
    private final String lineEnd;
    private final List<Patch> patches = new ArrayList<>();

    Patches(String text) {
        this.text = text;
        this.lineEnd = lineEnd(text);
    }

    /** As the first line ends: there are files with CR CR LF. */
    private static String lineEnd(String text) {
        int end = text.indexOf('\n');
        int start = end;
        while (start > 0 && text.charAt(start - 1) == '\r') {
            start--;
        }
        return end < 0 ? "\n" : text.substring(start, end + 1);
    }

    /** The text with all changes. */
    String apply() {
        List<Patch> ordered = new ArrayList<>(patches);
        ordered.sort(Comparator.comparingInt(Patch::start).thenComparingInt(Patch::end));
        StringBuilder changed = new StringBuilder(text.length());
        int at = 0;
        for (Patch patch : ordered) {
            if (patch.start() < at) {
                throw new IllegalStateException("two changes at character " + patch.start());
            }
            changed.append(text, at, patch.start()).append(patch.replacement());
            at = patch.end();
        }
        return changed.append(text, at, text.length()).toString();
    }

    /** Gives an attribute of any namespace another value, or adds it behind the others. */
    void setAttribute(LocatedElement element, QName name, String value) {
        Optional<ElementSpan.AttributeSpan> existing = element.attributeSpan(name);
        if (existing.isPresent()) {
            ElementSpan.AttributeSpan span = existing.get();
            replace(span.valueStart(), span.valueEnd(), Escapes.attribute(value, text.charAt(span.valueEnd())));
            return;
        }
        String namespace = name.getNamespaceURI();
        Optional<String> prefix = element.prefix(namespace, true);
        String declared =
                prefix.orElseGet(() -> OvfNames.preferredPrefix(namespace).orElse("ns"));
        String declaration =
                prefix.isPresent() ? "" : " xmlns:" + declared + "=\"" + Escapes.attribute(namespace, '"') + "\"";
        String qualified = declared.isEmpty() ? name.getLocalPart() : declared + ":" + name.getLocalPart();
        int at = element.span().headEnd();
        replace(at, at, declaration + " " + qualified + "=\"" + Escapes.attribute(value, '"') + "\"");
    }

    void removeAttribute(LocatedElement element, QName name) {
        element.attributeSpan(name).ifPresent(span -> {
            int start = span.start();
            while (Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            replace(start, span.end(), "");
        });
    }

    /** Replaces all content by text. */
    void setText(LocatedElement element, String value) {
        ElementSpan span = element.span();
        if (span.isEmptyTag()) {
            replace(span.headEnd(), span.end(), ">" + Escapes.text(value) + "</" + span.name() + ">");
        } else {
            replace(span.openEnd(), span.closeStart(), Escapes.text(value));
        }
    }

    /** Removes an element, and its line when there is nothing else on it. */
    void remove(LocatedElement element) {
        int start = element.span().start();
        int end = element.span().end();
        int lineStart = start - indent(start).length();
        int lineEnding = end;
        while (lineEnding < text.length() && " \t\r".indexOf(text.charAt(lineEnding)) >= 0) {
            lineEnding++;
        }
        boolean alone = lineStart > 0
                && text.charAt(lineStart - 1) == '\n'
                && lineEnding < text.length()
                && text.charAt(lineEnding) == '\n';
        if (alone) {
            replace(lineStart, lineEnding + 1, "");
        } else {
            replace(start, end, "");
        }
    }

    void insertAfter(LocatedElement sibling, XmlElement element) {
        int at = sibling.span().end();
        String indent = indent(sibling.span().start());
        String written = fragment(sibling).write(element, indent);
        replace(at, at, isFirstOnLine(sibling) ? lineEnd + indent + written : written);
    }

    void insertBefore(LocatedElement sibling, XmlElement element) {
        int at = sibling.span().start();
        String indent = indent(at);
        String written = fragment(sibling).write(element, indent);
        replace(at, at, isFirstOnLine(sibling) ? written + lineEnd + indent : written);
    }

    /** Adds a child behind all others. */
    void append(LocatedElement parent, XmlElement element) {
        List<LocatedElement> children = parent.children();
        if (!children.isEmpty()) {
            insertAfter(children.get(children.size() - 1), element);
            return;
        }
        ElementSpan span = parent.span();
        String outer = indent(span.start());
        String indent = outer + step(parent);
        String inside =
                lineEnd + indent + new Fragment(parent, lineEnd, step(parent)).write(element, indent) + lineEnd + outer;
        if (span.isEmptyTag()) {
            replace(span.headEnd(), span.end(), ">" + inside + "</" + span.name() + ">");
        } else {
            replace(span.openEnd(), span.closeStart(), inside);
        }
    }

    private Fragment fragment(LocatedElement sibling) {
        LocatedElement place = sibling.parent().orElse(sibling);
        return new Fragment(place, lineEnd, step(place));
    }

    /** One level of indentation, as the document has it around this place. */
    private String step(LocatedElement place) {
        for (LocatedElement at = place; ; at = at.parent().get()) {
            String outer = indent(at.span().start());
            for (LocatedElement child : at.children()) {
                String inner = indent(child.span().start());
                if (isFirstOnLine(child) && inner.startsWith(outer) && inner.length() > outer.length()) {
                    return inner.substring(outer.length());
                }
            }
            if (at.parent().isEmpty()) {
                return "  ";
            }
        }
    }

    private boolean isFirstOnLine(LocatedElement element) {
        int start = element.span().start();
        int lineStart = start - indent(start).length();
        return lineStart > 0 && text.charAt(lineStart - 1) == '\n';
    }

    /** The blanks before a place. */
    private String indent(int place) {
        int start = place;
        while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return text.substring(start, place);
    }

    private void replace(int start, int end, String replacement) {
        patches.add(new Patch(start, end, replacement));
    }
}
