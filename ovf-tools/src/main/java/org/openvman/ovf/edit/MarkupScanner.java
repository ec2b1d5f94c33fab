package org.openvman.ovf.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds where the elements of a well-formed document stand, in document order. A parser has read the document before:
 * what is not well-formed does not get here.
 */
final class MarkupScanner {
    private final String text;
    private final List<ElementSpan> spans = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int at;

    private MarkupScanner(String text) {
        this.text = text;
    }

    static List<ElementSpan> scan(String text) {
        MarkupScanner scanner = new MarkupScanner(text);
        try {
            scanner.scan();
        } catch (StringIndexOutOfBoundsException unexpectedEnd) {
            throw new EditException("the descriptor ends in the middle of its markup");
        }
        return scanner.spans;
    }

    private void scan() {
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                return;
            }
            if (text.startsWith("<!--", at)) {
                skipBehind("<!--", "-->");
            } else if (text.startsWith("<![CDATA[", at)) {
                skipBehind("<![CDATA[", "]]>");
            } else if (text.startsWith("<?", at)) {
                skipBehind("<?", "?>");
            } else if (text.startsWith("</", at)) {
                close();
            } else {
                open();
            }
        }
    }

    private void skipBehind(String start, String end) {
        int found = text.indexOf(end, at + start.length());
        if (found < 0) {
            throw new StringIndexOutOfBoundsException(at);
        }
        at = found + end.length();
    }

    private void open() {
        int start = at;
        at++;
        String name = name();
        int headEnd = at;
        List<ElementSpan.AttributeSpan> attributes = new ArrayList<>();
        while (true) {
            skipSpace();
            char next = text.charAt(at);
            if (next == '>') {
                at++;
                open.push(spans.size());
                spans.add(new ElementSpan(start, name, attributes, headEnd, at, at, at));
                return;
            }
            if (next == '/') {
                at += 2;
                spans.add(new ElementSpan(start, name, attributes, headEnd, at, at, at));
                return;
            }
            ElementSpan.AttributeSpan attribute = attribute();
            attributes.add(attribute);
            headEnd = attribute.end();
            at = headEnd;
        }
    }

    private ElementSpan.AttributeSpan attribute() {
        int start = at;
        String name = name();
        skipSpace();
        at++; // the equals sign
        skipSpace();
        char quote = text.charAt(at);
        int valueEnd = text.indexOf(quote, at + 1);
        if (valueEnd < 0) {
            throw new StringIndexOutOfBoundsException(at);
        }
        return new ElementSpan.AttributeSpan(start, name, at + 1, valueEnd);
    }

    private void close() {
        int closeStart = at;
        skipBehind("</", ">");
        if (open.isEmpty()) {
            throw new StringIndexOutOfBoundsException(closeStart);
        }
        int index = open.pop();
        ElementSpan span = spans.get(index);
        spans.set(
                index,
                new ElementSpan(
                        span.start(), span.name(), span.attributes(), span.headEnd(), span.openEnd(), closeStart, at));
    }

    private String name() {
        int start = at;
        while ("=/> \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
