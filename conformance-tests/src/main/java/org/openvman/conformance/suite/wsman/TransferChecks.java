package org.openvman.conformance.suite.wsman;

import java.util.List;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.Selector;
import org.openvman.conformance.wire.XmlElement;

/** DSP0226 clause 7: access to one instance. */
final class TransferChecks {
    private TransferChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.transfer", "DSP0226")
                .mandatory(
                        "get",
                        "7.3",
                        "Get yields one element, named like the class and in its namespace (DSP0230)",
                        client -> get(client, sample))
                .under("DSP0230")
                .mandatory(
                        "get-keys",
                        "properties",
                        "The properties that are keys have the values of the selectors",
                        client -> keys(client, sample))
                .mandatory(
                        "property-namespace",
                        "properties",
                        "The elements of all properties are in the namespace of the class of the instance",
                        client -> propertyNamespace(client, sample))
                .under("DSP0226")
                .mandatory(
                        "same-as-enumerated",
                        "7.3",
                        "Get of what was enumerated yields the same class and keys",
                        client -> sameAsEnumerated(client, sample))
                .under("DSP0227")
                .optional(
                        "get-by-superclass",
                        "superclass address",
                        "Get at the address of a superclass yields the instance, or says that there is none",
                        client -> bySuperclass(client, sample))
                .mandatory(
                        "get-all-classes",
                        "R6-1",
                        "Get at the address of all classes is refused",
                        client -> Expect.fault(
                                client.tryGet(
                                        sample.instance(client).reference().withResourceUri(Names.ALL_CLASSES)),
                                "wsa:ActionNotSupported"))
                .under("DSP0226")
                .conditional(
                        "put-unknown",
                        "7.4",
                        "Put of an instance that does not exist is refused, or Put is not supported",
                        client -> Expect.fault(
                                client.send(Envelope.to(nobody(client, sample), Names.PUT)
                                        .body(emptyInstance(client, sample))),
                                "wsa:DestinationUnreachable",
                                "wsa:ActionNotSupported",
                                "wsman:InvalidSelectors"))
                .conditional(
                        "create-abstract",
                        "7.6",
                        "Create of an abstract class is refused",
                        client -> Expect.fault(
                                client.send(Envelope.to(client.classReference("CIM_ManagedElement"), Names.CREATE)
                                        .body("<p:CIM_ManagedElement xmlns:p=\""
                                                + Names.resourceUri("CIM_ManagedElement") + "\"/>")),
                                "wsa:ActionNotSupported",
                                "wsa:DestinationUnreachable",
                                "wxf:InvalidRepresentation",
                                "wsman:InvalidParameter"))
                .conditional(
                        "delete-unknown",
                        "7.5",
                        "Delete of an instance that does not exist is refused, or Delete is not supported",
                        client -> Expect.fault(
                                client.send(Envelope.to(nobody(client, sample), Names.DELETE)),
                                "wsa:DestinationUnreachable",
                                "wsa:ActionNotSupported",
                                "wsman:InvalidSelectors"));
    }

    private static void get(Client client, Sample sample) {
        XmlElement element = client.get(sample.instance(client).reference()).element();
        Expect.that(
                element.namespace().endsWith("/" + element.name()),
                "an element in the namespace of its class",
                element.clark());
        Expect.that(!element.children().isEmpty(), "an element for each property", "none");
    }

    private static void keys(Client client, Sample sample) {
        EndpointReference reference = sample.instance(client).reference();
        Instance got = client.get(reference);
        for (Selector key : reference.keys()) {
            if (key.reference().isEmpty()) {
                String value = got.required(key.name());
                Expect.that(value.equals(key.text()), key.name() + " = " + key.text(), value);
            }
        }
    }

    private static void propertyNamespace(Client client, Sample sample) {
        XmlElement element = client.get(sample.instance(client).reference()).element();
        List<String> strangers = element.children().stream()
                .filter(child -> !child.namespace().equals(element.namespace()))
                .map(XmlElement::clark)
                .toList();
        Expect.that(strangers.isEmpty(), "all properties in " + element.namespace(), strangers);
    }

    private static void sameAsEnumerated(Client client, Sample sample) {
        for (Instance enumerated : sample.instances(client).stream().limit(10).toList()) {
            Instance got = client.get(enumerated.reference());
            Expect.that(got.className().equals(enumerated.className()), enumerated.className(), got.className());
            for (Selector key : enumerated.reference().keys()) {
                Expect.that(
                        got.text(key.name()).equals(enumerated.text(key.name())),
                        key.name() + " as enumerated",
                        got.text(key.name()).orElse("none"));
            }
        }
    }

    private static void bySuperclass(Client client, Sample sample) {
        EndpointReference reference = sample.instance(client).reference();
        Reply reply = client.tryGet(reference.withResourceUri(Names.resourceUri(sample.className())));
        if (reply.isSuccess()) {
            String name = reply.body()
                    .map(XmlElement::name)
                    .orElseThrow(() -> new CheckFailure("an instance", reply.summary()));
            Expect.that(
                    name.equals(reference.className()) || name.equals(sample.className()),
                    "the instance as " + reference.className() + " or as " + sample.className(),
                    name);
            return;
        }
        Expect.fault(reply, "wsa:DestinationUnreachable");
    }

    private static EndpointReference nobody(Client client, Sample sample) {
        EndpointReference reference = sample.instance(client).reference();
        List<Selector> keys = reference.keys();
        return reference.replacing(keys.get(keys.size() - 1).name(), "conform-no-such-instance");
    }

    private static String emptyInstance(Client client, Sample sample) {
        XmlElement element = sample.instance(client).element();
        return "<p:" + element.name() + " xmlns:p=\"" + element.namespace() + "\"/>";
    }
}
