package org.openvman.conformance.suite.wsman;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.check.Page;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.XmlElement;
import org.openvman.conformance.wire.XmlText;

/** DSP0226 clause 8: Enumerate, Pull and Release, step by step or in one go. */
final class EnumerationChecks {
    private static final String EPR_MODE = "<wsman:EnumerationMode>EnumerateEPR</wsman:EnumerationMode>";
    private static final String OPTIMIZED = "<wsman:OptimizeEnumeration/>";

    private EnumerationChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.enumeration", "DSP0226")
                .mandatory("context", "8.2", "Enumerate opens a context and sends no items unasked", client -> {
                    Page page = open(client, sample, "");
                    Expect.that(page.items().isEmpty(), "no items", page.items().size());
                    release(client, sample, page.context());
                })
                .mandatory("pull-one", "8.4", "Pull without MaxElements yields one item", client -> {
                    sample.instances(client);
                    Page first = open(client, sample, "");
                    Page page = Page.of(Expect.success(pull(client, sample, first.context(), "")));
                    Expect.that(
                            page.items().size() == 1, "one item", page.items().size());
                    if (!page.last()) {
                        release(client, sample, page.context());
                    }
                })
                .mandatory(
                        "pull-all",
                        "8.4",
                        "Pulls with MaxElements yield no more than that at a time, each instance once, and an end",
                        client -> pullAll(client, sample))
                .mandatory(
                        "end", "8.4", "After EndOfSequence the context is gone", client -> afterTheEnd(client, sample))
                .mandatory("release", "8.5", "After Release the context is gone", client -> {
                    Page page = open(client, sample, "");
                    release(client, sample, page.context());
                    Expect.fault(pull(client, sample, page.context(), ""), "wsen:InvalidEnumerationContext");
                })
                .mandatory(
                        "unknown-context",
                        "8.4",
                        "Pull of a context that was never opened is refused",
                        client -> Expect.fault(
                                pull(client, sample, "conform-never-opened", ""), "wsen:InvalidEnumerationContext"))
                .mandatory(
                        "release-unknown",
                        "8.5",
                        "Release of a context that was never opened is refused",
                        client -> Expect.fault(
                                request(client, sample, Names.RELEASE, "Release", "conform-never-opened", ""),
                                "wsen:InvalidEnumerationContext"))
                .optional(
                        "optimized",
                        "8.2.3",
                        "OptimizeEnumeration sends the first items with the answer, MaxElements at most",
                        client -> optimized(client, sample))
                .optional(
                        "optimized-all",
                        "8.2.3",
                        "When all items fit into the answer, EndOfSequence comes with them",
                        client -> optimizedAll(client, sample))
                .optional(
                        "total",
                        "8.2.2",
                        "RequestTotalItemsCountEstimate is answered with an estimate",
                        client -> total(client, sample))
                .mandatory(
                        "unknown-class",
                        "8.2",
                        "Enumerate of a class that does not exist is refused",
                        client -> Expect.fault(
                                client.send(
                                        Envelope.to(client.classReference("CIM_ConformNoSuchClass"), Names.ENUMERATE)
                                                .body("<wsen:Enumerate/>")),
                                "wsa:DestinationUnreachable/InvalidResourceURI"))
                .mandatory(
                        "unknown-filter",
                        "8.3",
                        "A filter dialect that does not exist is refused",
                        client -> Expect.fault(
                                client.send(
                                        sample.enumerate(
                                                client,
                                                "<wsman:Filter Dialect=\"http://example.org/conform/dialect\">x</wsman:Filter>")),
                                "wsen:FilterDialectRequestedUnavailable",
                                "wsen:FilteringNotSupported"))
                .mandatory(
                        "expired",
                        "8.2",
                        "A context that should expire in the past is refused",
                        client -> Expect.fault(
                                client.send(
                                        sample.enumerate(client, "<wsen:Expires>2001-01-01T00:00:00Z</wsen:Expires>")),
                                "wsen:InvalidExpirationTime",
                                "wsen:UnsupportedExpirationType",
                                "wsman:UnsupportedFeature/ExpirationTime"))
                .mandatory(
                        "end-to",
                        "8.1",
                        "EndTo is refused, because contexts end without a message",
                        client -> Expect.fault(
                                client.send(sample.enumerate(
                                        client,
                                        "<wsen:EndTo><wsa:Address>" + Names.ANONYMOUS + "</wsa:Address></wsen:EndTo>")),
                                "wsman:UnsupportedFeature/AddressingMode"))
                .optional(
                        "selector-filter",
                        "8.3",
                        "A selector filter yields the instances that match, or its dialect is refused",
                        client -> selectorFilter(client, sample))
                .optional(
                        "renew",
                        "8.1",
                        "Renew is answered, or refused as an action that is not supported",
                        client -> supported(client, sample, Names.RENEW, "Renew", "<wsen:Expires>PT5M</wsen:Expires>"))
                .optional(
                        "get-status",
                        "8.1",
                        "GetStatus is answered, or refused as an action that is not supported",
                        client -> supported(client, sample, Names.GET_STATUS, "GetStatus", ""));
    }

    private static Page open(Client client, Sample sample, String content) {
        Page page = Page.of(Expect.success(client.send(sample.enumerate(client, content))));
        Expect.that(!page.context().isEmpty(), "wsen:EnumerationContext", "none");
        return page;
    }

    private static Reply pull(Client client, Sample sample, String context, String content) {
        return request(client, sample, Names.PULL, "Pull", context, content);
    }

    private static void release(Client client, Sample sample, String context) {
        Expect.success(request(client, sample, Names.RELEASE, "Release", context, ""));
    }

    private static Reply request(
            Client client, Sample sample, String action, String name, String context, String content) {
        // The order of the children is that of the schemas: Renew has Expires after the context, too.
        return client.send(Envelope.to(sample.classReference(client), action)
                .body("<wsen:" + name + "><wsen:EnumerationContext>" + context + "</wsen:EnumerationContext>" + content
                        + "</wsen:" + name + ">"));
    }

    private static String max(int elements) {
        return "<wsen:MaxElements>" + elements + "</wsen:MaxElements>";
    }

    private static void pullAll(Client client, Sample sample) {
        Set<String> expected = new HashSet<>();
        sample.instances(client)
                .forEach(instance -> expected.add(instance.reference().identity()));
        Set<String> seen = new HashSet<>();
        Page page = open(client, sample, EPR_MODE);
        while (!page.last()) {
            page = Page.of(Expect.success(pull(client, sample, page.context(), max(7))));
            Expect.that(
                    page.items().size() <= 7, "7 items at most", page.items().size());
            for (XmlElement item : page.items()) {
                String identity = EndpointReference.read(item).identity();
                Expect.that(seen.add(identity), "each instance once", identity + " twice");
            }
        }
        Expect.that(seen.equals(expected), expected.size() + " instances, as enumerated before", seen.size());
    }

    private static void afterTheEnd(Client client, Sample sample) {
        Page first = open(client, sample, "");
        Page page = first;
        String context = first.context();
        while (!page.last()) {
            context = page.context();
            page = Page.of(Expect.success(pull(client, sample, context, max(1000))));
        }
        Expect.fault(pull(client, sample, context, ""), "wsen:InvalidEnumerationContext");
    }

    private static void optimized(Client client, Sample sample) {
        int all = sample.instances(client).size();
        Page page = Page.of(Expect.success(
                client.send(sample.enumerate(client, OPTIMIZED + "<wsman:MaxElements>1</wsman:MaxElements>"))));
        if (page.items().isEmpty()) {
            throw new NotApplicable("the service sends no items with the answer to Enumerate");
        }
        Expect.that(page.items().size() == 1, "one item", page.items().size());
        if (!page.last()) {
            Page rest = Page.of(Expect.success(pull(client, sample, page.context(), max(all + 1))));
            if (rest.last()) {
                Expect.that(
                        rest.items().size() == all - 1,
                        "the other " + (all - 1) + " by Pull",
                        rest.items().size());
            } else {
                release(client, sample, rest.context());
            }
        }
    }

    private static void optimizedAll(Client client, Sample sample) {
        // One more than there are: the service cannot know that the client has seen the end otherwise.
        int all = sample.instances(client).size();
        Page page = Page.of(Expect.success(client.send(sample.enumerate(
                client, OPTIMIZED + EPR_MODE + "<wsman:MaxElements>" + (all + 1) + "</wsman:MaxElements>"))));
        if (page.items().isEmpty()) {
            throw new NotApplicable("the service sends no items with the answer to Enumerate");
        }
        if (page.items().size() < all) {
            throw new NotApplicable("the service sends " + page.items().size() + " items at a time");
        }
        Expect.that(page.last(), "wsman:EndOfSequence", "none");
    }

    private static void total(Client client, Sample sample) {
        int all = sample.instances(client).size();
        Reply reply = Expect.success(
                client.send(sample.enumerate(client, "").plus("<wsman:RequestTotalItemsCountEstimate/>")));
        XmlElement estimate = reply.header(Names.WSMAN, "TotalItemsCountEstimate")
                .orElseThrow(() -> new NotApplicable("the service makes no estimate"));
        release(client, sample, Page.of(reply).context());
        Expect.that(
                estimate.isNil() || estimate.token().matches("\\d+"),
                "a number (there are " + all + ") or xsi:nil",
                estimate.token());
    }

    private static void selectorFilter(Client client, Sample sample) {
        EndpointReference one = sample.instance(client).reference();
        StringBuilder selectors = new StringBuilder();
        one.keys().stream()
                .filter(key -> key.reference().isEmpty())
                .forEach(key -> selectors
                        .append("<wsman:Selector Name=\"")
                        .append(key.name())
                        .append("\">")
                        .append(XmlText.escape(key.text()))
                        .append("</wsman:Selector>"));
        Reply reply = client.send(sample.enumerate(
                client,
                OPTIMIZED + EPR_MODE + "<wsman:MaxElements>10</wsman:MaxElements><wsman:Filter Dialect=\""
                        + Names.SELECTOR_FILTER + "\"><wsman:SelectorSet>" + selectors
                        + "</wsman:SelectorSet></wsman:Filter>"));
        if (!reply.isSuccess()) {
            Expect.fault(reply, "wsen:FilterDialectRequestedUnavailable", "wsen:FilteringNotSupported");
            throw new NotApplicable("the service has no selector filter, and says so");
        }
        Page page = Page.of(reply);
        if (page.items().isEmpty() && !page.last()) {
            page = Page.of(Expect.success(pull(client, sample, page.context(), max(10))));
        }
        Optional<XmlElement> found = page.items().stream().findFirst();
        EndpointReference match = found.map(EndpointReference::read)
                .orElseThrow(() -> new CheckFailure("the instance with these keys", "none"));
        Expect.that(
                page.items().size() == 1 && match.identity().equals(one.identity()),
                "only " + one.identity(),
                page.items().size() + " with " + match.identity());
    }

    private static void supported(Client client, Sample sample, String action, String name, String content) {
        Page page = open(client, sample, "");
        Reply reply = request(client, sample, action, name, page.context(), content);
        if (reply.isSuccess()) {
            release(client, sample, page.context());
            Expect.body(reply, Names.ENUMERATION, name + "Response");
            return;
        }
        release(client, sample, page.context());
        Expect.fault(reply, "wsa:ActionNotSupported");
        throw new NotApplicable("the service has no " + name + ", and says so");
    }
}
