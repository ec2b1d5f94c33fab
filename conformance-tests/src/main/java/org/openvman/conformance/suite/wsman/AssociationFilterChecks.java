package org.openvman.conformance.suite.wsman;

import java.util.List;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.check.Page;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.Selector;

/** DSP0227 clause 8: enumerating what is associated with an instance. */
final class AssociationFilterChecks {
    private AssociationFilterChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.association", "DSP0227")
                .mandatory(
                        "associated",
                        "8.2",
                        "AssociatedInstances yields the instances at the other end",
                        client -> associated(client, sample))
                .mandatory(
                        "association",
                        "8.2",
                        "AssociationInstances yields associations that refer to the source",
                        client -> association(client, sample))
                .mandatory(
                        "both-directions",
                        "8.2",
                        "What is associated with the source has the source associated with it",
                        client -> bothDirections(client, sample))
                .mandatory(
                        "result-class",
                        "8.2",
                        "ResultClassName leaves only instances of that class and its subclasses",
                        client -> resultClass(client, sample))
                .mandatory(
                        "unknown-class",
                        "8.2",
                        "A class that does not exist in the filter is refused, or yields nothing",
                        client -> unknownClass(client, sample))
                .mandatory(
                        "no-object",
                        "8.2",
                        "A filter without a source is refused",
                        client -> Expect.fault(
                                enumerate(
                                        client,
                                        sample,
                                        "<wsman:Filter Dialect=\"" + Names.ASSOCIATION_FILTER
                                                + "\"><wsmb:AssociatedInstances/></wsman:Filter>"),
                                "wsa:DestinationUnreachable",
                                "wsen:CannotProcessFilter"))
                .mandatory(
                        "unknown-object",
                        "8.2",
                        "A filter whose source does not exist is refused",
                        client -> unknownObject(client, sample))
                .mandatory(
                        "class-as-object",
                        "8.2",
                        "A filter whose source is a class, not an instance, is refused",
                        client -> Expect.fault(
                                enumerate(
                                        client,
                                        sample,
                                        Client.filter("AssociatedInstances", sample.classReference(client), "")),
                                "wsen:CannotProcessFilter",
                                "wsa:DestinationUnreachable",
                                "wsman:InvalidSelectors"));
    }

    private static Reply enumerate(Client client, Sample sample, String filter) {
        EndpointReference all = sample.classReference(client).withResourceUri(Names.ALL_CLASSES);
        return client.send(Envelope.to(all, Names.ENUMERATE)
                .body("<wsen:Enumerate><wsman:OptimizeEnumeration/>" + filter + "</wsen:Enumerate>"));
    }

    private static List<Instance> neighbours(Client client, Sample sample) {
        List<Instance> found = client.associated(sample.instance(client), "", "");
        if (found.isEmpty()) {
            throw new NotApplicable(
                    "nothing is associated with " + sample.instance(client).reference());
        }
        return found;
    }

    private static void associated(Client client, Sample sample) {
        Instance neighbour = neighbours(client, sample).get(0);
        client.get(neighbour.reference());
    }

    private static void association(Client client, Sample sample) {
        neighbours(client, sample);
        Instance source = sample.instance(client);
        List<Instance> associations = client.associations(source, "");
        Expect.that(!associations.isEmpty(), "an association for each neighbour", "none");
        String identity = source.reference().identity();
        for (Instance association : associations) {
            boolean refers = association.element().children().stream()
                    .filter(child -> !child.children().isEmpty())
                    .map(EndpointReference::read)
                    .anyMatch(end -> end.identity().equals(identity));
            Expect.that(refers, "a reference to " + identity, association.reference());
        }
    }

    private static void bothDirections(Client client, Sample sample) {
        String identity = sample.instance(client).reference().identity();
        for (Instance neighbour : neighbours(client, sample).stream().limit(10).toList()) {
            boolean back = client.associated(neighbour, "", "").stream()
                    .anyMatch(found -> found.reference().identity().equals(identity));
            Expect.that(back, "a way back from " + neighbour.reference(), "none");
        }
    }

    private static void resultClass(Client client, Sample sample) {
        List<Instance> all = neighbours(client, sample);
        String wanted = all.get(0).className();
        List<Instance> some = client.associated(sample.instance(client), "", wanted);
        long expected =
                all.stream().filter(found -> found.className().equals(wanted)).count();
        long got =
                some.stream().filter(found -> found.className().equals(wanted)).count();
        Expect.that(got == expected, expected + " instances of " + wanted, got);
    }

    private static void unknownClass(Client client, Sample sample) {
        Reply reply = enumerate(
                client,
                sample,
                Client.filter(
                        "AssociatedInstances",
                        sample.instance(client).reference(),
                        "<wsmb:ResultClassName>CIM_ConformNoSuchClass</wsmb:ResultClassName>"));
        if (reply.isSuccess()) {
            Expect.that(Page.of(reply).items().isEmpty(), "a fault or nothing", "instances");
            return;
        }
        Expect.fault(reply, "wsen:CannotProcessFilter", "wsa:DestinationUnreachable", "wsman:InvalidParameter");
    }

    private static void unknownObject(Client client, Sample sample) {
        EndpointReference reference = sample.instance(client).reference();
        List<Selector> keys = reference.keys();
        EndpointReference nobody = reference.replacing(keys.get(keys.size() - 1).name(), "conform-no-such-instance");
        Expect.fault(
                enumerate(client, sample, Client.filter("AssociatedInstances", nobody, "")),
                "wsen:CannotProcessFilter",
                "wsa:DestinationUnreachable");
    }
}
