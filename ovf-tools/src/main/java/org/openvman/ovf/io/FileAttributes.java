package org.openvman.ovf.io;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamReader2;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * What packing changes of a File element (DSP0243, References): its size, and whether it is compressed or cut. All other
 * bytes of the descriptor stay as they are.
 *
 * @param size of the file in the package, all chunks together
 */
record FileAttributes(long size, boolean compressed, OptionalLong chunkSize) {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\G\\s+([^\\s=]+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern ELEMENT = Pattern.compile("<[^\\s/>]+");

    /**
     * A descriptor with other attributes.
     *
     * @param name of the descriptor, for messages
     * @param changes by the id of the File
     */
    static byte[] set(String name, byte[] descriptor, Map<String, FileAttributes> changes) {
        try {
            XMLStreamReader2 reader = (XMLStreamReader2) new XmlInput().stream(descriptor);
            try {
                Charset charset = Charset.forName(reader.getEncoding());
                if ("\n".getBytes(charset).length != 1) {
                    throw new IllegalArgumentException("it is in " + charset + "; write it in UTF-8");
                }
                return edited(name, new String(descriptor, charset), reader, changes)
                        .getBytes(charset);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException notEditable) {
            throw new OvfException(
                    Location.of(name), "the sizes in it cannot be changed: " + notEditable.getMessage(), notEditable);
        }
    }

    private static String edited(String name, String text, XMLStreamReader2 reader, Map<String, FileAttributes> changes)
            throws XMLStreamException {
        // A byte order mark is no character to the reader.
        int mark = text.startsWith("\uFEFF") ? 1 : 0;
        StringBuilder result = new StringBuilder();
        int copied = 0;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT
                    || !reader.getLocalName().equals("File")) {
                continue;
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                FileAttributes change = changes.get(reader.getAttributeValue(i));
                if (reader.getAttributeLocalName(i).equals("id") && change != null) {
                    LocationInfo place = reader.getLocationInfo();
                    int start = mark + (int) place.getStartingCharOffset();
                    int end = mark + (int) place.getEndingCharOffset();
                    if (text.charAt(start) != '<' || text.charAt(end - 1) != '>') {
                        throw new OvfException(
                                Location.of(name), "the element File cannot be found again to be changed");
                    }
                    result.append(text, copied, start).append(change.in(text.substring(start, end), prefix(reader, i)));
                    copied = end;
                    break;
                }
            }
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static String prefix(XMLStreamReader2 reader, int attribute) {
        String prefix = reader.getAttributePrefix(attribute);
        return prefix == null || prefix.isEmpty() ? "" : prefix + ":";
    }

    private String in(String tag, String prefix) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(prefix + "size", Long.toString(size));
        if (compressed) {
            values.put(prefix + "compression", "gzip");
        }
        chunkSize.ifPresent(bytes -> values.put(prefix + "chunkSize", Long.toString(bytes)));
        Set<String> gone = new HashSet<>(Set.of(prefix + "compression", prefix + "chunkSize"));
        gone.removeAll(values.keySet());

        Matcher element = ELEMENT.matcher(tag);
        int at = element.lookingAt() ? element.end() : tag.length();
        StringBuilder result = new StringBuilder(tag.substring(0, at));
        Matcher attribute = ATTRIBUTE.matcher(tag).region(at, tag.length());
        while (attribute.find()) {
            at = attribute.end();
            if (gone.contains(attribute.group(1))) {
                continue;
            }
            String value = values.remove(attribute.group(1));
            int from = attribute.start(2) + 1;
            result.append(tag, attribute.start(), from)
                    .append(value == null ? tag.substring(from, attribute.end() - 1) : value)
                    .append(tag.charAt(attribute.end() - 1));
        }
        values.forEach((added, value) ->
                result.append(' ').append(added).append("=\"").append(value).append('"'));
        return result.append(tag.substring(at)).toString();
    }
}
