package org.openvman.ovf.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openvman.ovf.model.XmlElement;
import org.openvman.schema.Namespaces;
import org.openvman.schema.cim.CimPath;

/**
 * One enumeration: the first page comes with the answer to Enumerate (DSP0226, optimized), the rest is pulled as it is
 * read, and what is not read is released.
 */
final class WsmanEnumeration implements Iterator<XmlElement> {
    private static final String ACTION = Namespaces.ENUMERATION + "/";
    private static final String PAGE = "100";

    private final WsmanExchange exchange;
    private final CimPath resource;
    private Optional<XmlElement> context = Optional.empty();
    private Iterator<XmlElement> page;

    private WsmanEnumeration(WsmanExchange exchange, CimPath resource, String mode, Optional<XmlElement> filter) {
        this.exchange = exchange;
        this.resource = resource;
        XmlElement enumerate = XmlElement.of(WsmanNames.enumeration("Enumerate"))
                .with(XmlElement.of(WsmanNames.wsman("OptimizeEnumeration")))
                .with(XmlElement.of(WsmanNames.wsman("MaxElements")).withText(PAGE))
                .with(XmlElement.of(WsmanNames.wsman("EnumerationMode")).withText(mode))
                .withAll(filter.stream());
        this.page = page(exchange.send(ACTION + "Enumerate", resource, Optional.of(enumerate)));
    }

    /** The items of an enumeration in a mode of DSP0226 clause 8.7; Enumerate is sent at once. */
    static Stream<XmlElement> of(WsmanExchange exchange, CimPath resource, String mode, Optional<XmlElement> filter) {
        WsmanEnumeration items = new WsmanEnumeration(exchange, resource, mode, filter);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
                .onClose(items::release);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && context.isPresent()) {
            page = page(exchange.send(
                    ACTION + "Pull",
                    resource,
                    Optional.of(XmlElement.of(WsmanNames.enumeration("Pull"))
                            .with(context.get())
                            .with(XmlElement.of(WsmanNames.enumeration("MaxElements"))
                                    .withText(PAGE)))));
        }
        return page.hasNext();
    }

    @Override
    public XmlElement next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private Iterator<XmlElement> page(Optional<XmlElement> response) {
        boolean ended = response.filter(answer -> answer.first(WsmanNames.wsman("EndOfSequence"))
                                .isPresent()
                        || answer.first(WsmanNames.enumeration("EndOfSequence")).isPresent())
                .isPresent();
        context = ended
                ? Optional.empty()
                : response.flatMap(answer -> answer.first(WsmanNames.enumeration("EnumerationContext")))
                        .filter(element -> !element.text().isBlank());
        return response.stream()
                .flatMap(answer -> Stream.concat(
                        answer.elements(WsmanNames.wsman("Items")), answer.elements(WsmanNames.enumeration("Items"))))
                .flatMap(XmlElement::elements)
                .iterator();
    }

    private void release() {
        Optional<XmlElement> open = context;
        context = Optional.empty();
        if (open.isPresent()) {
            exchange.send(
                    ACTION + "Release",
                    resource,
                    Optional.of(XmlElement.of(WsmanNames.enumeration("Release")).with(open.get())));
        }
    }
}
