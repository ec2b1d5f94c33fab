package org.openvman.conformance.suite.wsman;

import java.util.List;
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

/** DSP0227 clause 8.1: how instances of subclasses look. */
final class PolymorphismChecks {
    private static final String REFUSAL = "wsmb:PolymorphismModeNotSupported";

    private PolymorphismChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.polymorphism", "DSP0227")
                .mandatory(
                        "include",
                        "8.1",
                        "IncludeSubClassProperties, the default, shows each instance as what it is",
                        client -> include(client, sample))
                .conditional(
                        "exclude",
                        "8.1",
                        "ExcludeSubClassProperties shows each instance as one of the class asked for",
                        client -> exclude(client, sample))
                .conditional("none", "8.1", "None shows only the instances of the class itself", client -> {
                    List<XmlElement> items = items(client, sample, "None");
                    Expect.that(
                            items.stream().allMatch(item -> item.name().equals(sample.className())),
                            "instances of " + sample.className() + " itself",
                            items.stream().map(XmlElement::name).distinct().toList());
                })
                .mandatory(
                        "unknown",
                        "8.1",
                        "A mode that does not exist is refused",
                        client -> Expect.fault(ask(client, sample, "ConformNoSuchMode"), REFUSAL))
                .mandatory(
                        "all-classes",
                        "R8.1-4",
                        "The address of all classes takes no mode but IncludeSubClassProperties",
                        client -> {
                            EndpointReference all =
                                    sample.classReference(client).withResourceUri(Names.ALL_CLASSES);
                            Expect.fault(
                                    client.send(Envelope.to(all, Names.ENUMERATE)
                                            .body("<wsen:Enumerate>" + mode("ExcludeSubClassProperties")
                                                    + "</wsen:Enumerate>")),
                                    REFUSAL);
                        });
    }

    private static String mode(String name) {
        return "<wsmb:PolymorphismMode>" + name + "</wsmb:PolymorphismMode>";
    }

    private static Reply ask(Client client, Sample sample, String mode) {
        return client.send(sample.enumerate(client, mode(mode)));
    }

    private static List<XmlElement> items(Client client, Sample sample, String mode) {
        Reply reply = ask(client, sample, mode);
        if (!reply.isSuccess()) {
            Expect.fault(reply, REFUSAL);
            throw new NotApplicable("the service has no " + mode + ", and says so");
        }
        Page page = Page.of(Expect.success(
                client.pull(sample.classReference(client), Page.of(reply).context(), 1000)));
        if (!page.last()) {
            client.send(Envelope.to(sample.classReference(client), Names.RELEASE)
                    .body("<wsen:Release><wsen:EnumerationContext>" + page.context()
                            + "</wsen:EnumerationContext></wsen:Release>"));
        }
        return page.items();
    }

    private static void include(Client client, Sample sample) {
        String expected = sample.instance(client).reference().className();
        List<String> names = items(client, sample, "IncludeSubClassProperties").stream()
                .map(XmlElement::name)
                .distinct()
                .toList();
        Expect.that(names.contains(expected), "elements named " + expected, names);
    }

    private static void exclude(Client client, Sample sample) {
        List<XmlElement> items = items(client, sample, "ExcludeSubClassProperties");
        Expect.that(!items.isEmpty(), "instances", "none");
        for (XmlElement item : items) {
            Expect.that(
                    item.is(Names.resourceUri(sample.className()), sample.className()),
                    "elements {" + Names.resourceUri(sample.className()) + "}" + sample.className(),
                    item.clark());
        }
    }
}
