package org.openvman.conformance.suite.wsman;

import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.Selector;

/** DSP0226 clause 5.1.2 and DSP0227: naming a resource, and naming it wrong. */
final class ResourceChecks {
    private ResourceChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.resource", "DSP0226")
                .mandatory(
                        "unknown-uri",
                        "5.1.2",
                        "A resource URI that names nothing is refused",
                        client -> get(
                                client,
                                reference(client, sample).withResourceUri("http://example.org/conform/nothing"),
                                "wsa:DestinationUnreachable/InvalidResourceURI"))
                .mandatory(
                        "unknown-class",
                        "5.1.2",
                        "A resource URI of a class that does not exist is refused",
                        client -> get(
                                client,
                                reference(client, sample).withResourceUri(Names.resourceUri("CIM_ConformNoSuchClass")),
                                "wsa:DestinationUnreachable/InvalidResourceURI"))
                .mandatory(
                        "no-uri",
                        "5.1.2",
                        "A request without a resource URI is refused",
                        client -> Expect.fault(
                                client.send(sample.get(client).without("Resource")),
                                "wsa:DestinationUnreachable",
                                "wsa:MessageInformationHeaderRequired"))
                .mandatory(
                        "no-selectors",
                        "5.1.2.2",
                        "Without the selectors that it takes, an instance is not found by guess",
                        client -> get(
                                client,
                                new EndpointReference(
                                        reference(client, sample).resourceUri(),
                                        reference(client, sample).selectors().stream()
                                                .filter(selector ->
                                                        selector.name().equals("__cimnamespace"))
                                                .toList()),
                                "wsman:InvalidSelectors/InsufficientSelectors"))
                .mandatory(
                        "missing-selector",
                        "5.1.2.2",
                        "One selector too few is refused",
                        client -> missing(client, sample))
                .mandatory(
                        "unexpected-selector",
                        "5.1.2.2",
                        "One selector too many is refused",
                        client -> get(
                                client,
                                reference(client, sample).with(Selector.of("ConformNoSuchKey", "1")),
                                "wsman:InvalidSelectors/UnexpectedSelectors"))
                .mandatory("duplicate-selector", "5.1.2.2", "A selector that is there twice is refused", client -> {
                    EndpointReference reference = reference(client, sample);
                    get(client, reference.with(key(reference)), "wsman:InvalidSelectors/DuplicateSelectors");
                })
                .mandatory("no-instance", "5.1.2.2", "Selectors that name no instance are refused", client -> {
                    EndpointReference reference = reference(client, sample);
                    get(
                            client,
                            reference.replacing(key(reference).name(), "conform-no-such-instance"),
                            "wsa:DestinationUnreachable",
                            "wsman:InvalidSelectors/InvalidValue");
                })
                .under("DSP0227")
                .mandatory(
                        "unknown-namespace",
                        "__cimnamespace",
                        "A CIM namespace that does not exist is refused",
                        client -> get(
                                client,
                                reference(client, sample).inNamespace("root/conform-no-such-namespace"),
                                "wsa:DestinationUnreachable",
                                "wsman:InvalidSelectors/InvalidValue"))
                .mandatory(
                        "selector-order",
                        "selectors",
                        "Selectors come in any order",
                        client -> reordered(client, sample));
    }

    private static EndpointReference reference(Client client, Sample sample) {
        return sample.instance(client).reference();
    }

    /** The last key: the first of a system or device is its class, which a service may check earlier. */
    private static Selector key(EndpointReference reference) {
        return reference.keys().get(reference.keys().size() - 1);
    }

    private static void get(Client client, EndpointReference reference, String... faults) {
        Expect.fault(client.tryGet(reference), faults);
    }

    private static void missing(Client client, Sample sample) {
        EndpointReference reference = reference(client, sample);
        if (reference.keys().size() < 2) {
            throw new NotApplicable(sample.className() + " has one key only");
        }
        get(client, reference.without(key(reference).name()), "wsman:InvalidSelectors/InsufficientSelectors");
    }

    private static void reordered(Client client, Sample sample) {
        EndpointReference reference = reference(client, sample);
        Selector first = reference.selectors().get(0);
        Reply reply = client.send(Envelope.to(reference.without(first.name()).with(first), Names.GET));
        Expect.success(reply);
    }
}
