package org.openvman.conformance.check;

import java.util.List;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.XmlElement;

/**
 * The items of an EnumerateResponse or PullResponse (DSP0226 clauses 8.2 and 8.4).
 *
 * @param context empty when there is none to go on with
 * @param last whether wsen:EndOfSequence or wsman:EndOfSequence was there
 */
public record Page(List<XmlElement> items, String context, boolean last) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Reads an answer.
     *
     * @throws CheckFailure if it is none to Enumerate or Pull
     */
    public static Page of(Reply reply) {
        XmlElement body = reply.body()
                .filter(element -> element.is(Names.ENUMERATION, "EnumerateResponse")
                        || element.is(Names.ENUMERATION, "PullResponse"))
                .orElseThrow(() ->
                        new CheckFailure("wsen:EnumerateResponse or wsen:PullResponse in the body", reply.summary()));
        List<XmlElement> items = body.children().stream()
                .filter(child -> child.is(Names.WSMAN, "Items") || child.is(Names.ENUMERATION, "Items"))
                .flatMap(child -> child.children().stream())
                .toList();
        boolean last = body.child(Names.ENUMERATION, "EndOfSequence").isPresent()
                || body.child(Names.WSMAN, "EndOfSequence").isPresent();
        String context = body.childText(Names.ENUMERATION, "EnumerationContext").orElse("");
        if (!last && context.isEmpty()) {
            throw new CheckFailure("wsen:EnumerationContext or EndOfSequence", "neither");
        }
        return new Page(items, context, last);
    }
}
