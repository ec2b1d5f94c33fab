package org.openvman.conformance.suite.wsman;

import java.util.List;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Page;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.XmlElement;

/** DSP0226 clause 8.7: objects, endpoint references, or both. */
final class EnumerationModeChecks {
    private EnumerationModeChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.mode", "DSP0226")
                .mandatory("object", "8.7", "Without a mode, the items are the instances", client -> {
                    XmlElement item = first(client, sample, "");
                    Expect.that(
                            item.namespace().endsWith("/" + item.name()), "an instance in its namespace", item.clark());
                })
                .conditional("epr", "8.7", "EnumerateEPR yields endpoint references with which Get works", client -> {
                    XmlElement item = first(client, sample, mode("EnumerateEPR"));
                    client.get(reference(item));
                })
                .conditional(
                        "object-and-epr",
                        "8.7",
                        "EnumerateObjectAndEPR yields wsman:Item with the instance, then its endpoint reference",
                        client -> objectAndEpr(first(client, sample, mode("EnumerateObjectAndEPR"))))
                .mandatory("unknown", "8.7", "A mode that does not exist is refused", client -> {
                    Reply reply = client.send(sample.enumerate(client, mode("EnumerateConformNothing")));
                    Expect.fault(reply, "wsman:UnsupportedFeature/EnumerationMode");
                });
    }

    private static String mode(String name) {
        return "<wsman:EnumerationMode>" + name + "</wsman:EnumerationMode>";
    }

    private static XmlElement first(Client client, Sample sample, String mode) {
        sample.instances(client);
        Page opened = Page.of(Expect.success(client.send(sample.enumerate(client, mode))));
        Page page = Page.of(Expect.success(client.pull(sample.classReference(client), opened.context(), 1000)));
        Expect.that(!page.items().isEmpty(), "an item", "none");
        if (!page.last()) {
            client.send(Envelope.to(sample.classReference(client), Names.RELEASE)
                    .body("<wsen:Release><wsen:EnumerationContext>" + page.context()
                            + "</wsen:EnumerationContext></wsen:Release>"));
        }
        return page.items().get(0);
    }

    private static EndpointReference reference(XmlElement item) {
        Expect.that(item.is(Names.ADDRESSING, "EndpointReference"), "wsa:EndpointReference", item.clark());
        EndpointReference reference = EndpointReference.read(item);
        Expect.that(!reference.resourceUri().isEmpty(), "wsman:ResourceURI in the reference", "none");
        return reference;
    }

    private static void objectAndEpr(XmlElement item) {
        Expect.that(item.is(Names.WSMAN, "Item"), "wsman:Item", item.clark());
        List<XmlElement> children = item.children();
        Expect.that(children.size() == 2, "two elements in wsman:Item", children.size());
        XmlElement object = children.get(0);
        EndpointReference reference = reference(children.get(1));
        String key = reference.keys().stream()
                .findFirst()
                .orElseThrow(() -> new CheckFailure("selectors in the reference", "none"))
                .name();
        Expect.that(object.childText(object.namespace(), key).isPresent(), "the key " + key + " in the object", "none");
    }
}
