package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Map;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1042: DefineSystem, and how the new system hangs on its host. A refused definition leaves nothing. */
final class DefinitionChecks {
    private static final long TOO_MANY_MEBIBYTES = 1L << 32;

    private DefinitionChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        return new CheckGroup("vman.define", "DSP1042")
                .conditional(
                        "define",
                        "DefineSystem",
                        "DefineSystem yields a system with the ElementName that was asked for, in the state defined",
                        client -> {
                            Instance defined = system.instance(client);
                            Expect.that(
                                    defined.required("ElementName").equals(system.name()),
                                    "ElementName " + system.name(),
                                    defined.required("ElementName"));
                            Expect.that(
                                    defined.requiredNumber("EnabledState") == SystemState.DEFINED.enabledState(),
                                    "EnabledState 3 (Disabled)",
                                    defined.required("EnabledState"));
                        })
                .mandatory(
                        "hosted",
                        "CIM_HostedDependency",
                        "The system is hosted by the host",
                        client -> Expect.that(
                                virtualization
                                        .systems(client)
                                        .contains(system.reference(client).identity()),
                                "the system through CIM_HostedDependency",
                                virtualization.systems(client).size() + " others"))
                .conditional(
                        "affected",
                        "CIM_ServiceAffectsElement",
                        "The service manages the system: ElementEffects has 5",
                        client -> affected(client, virtualization, system))
                .conditional(
                        "refused-type",
                        "DefineSystem",
                        "A resource of a type that does not exist is refused, and no system is left",
                        client -> refused(
                                client,
                                virtualization,
                                Settings.resource("ResourceSettings", Map.of("ResourceType", "29999"))))
                .conditional(
                        "refused-pool",
                        "DefineSystem",
                        "A resource of a pool that does not exist is refused, and no system is left",
                        client -> {
                            Map<String, String> adapter = Settings.wanted(ResourceKind.ETHERNET_ADAPTER, 1);
                            adapter.put("PoolID", "NetworkPool/conform-no-such-network");
                            refused(client, virtualization, Settings.resource("ResourceSettings", adapter));
                        })
                .optional(
                        "refused-size",
                        "DefineSystem",
                        "More memory than any host has is refused, and no system is left",
                        client -> tooMuch(client, virtualization))
                .conditional(
                        "refused-settings",
                        "DefineSystem",
                        "Settings that are no instance are refused, and no system is left",
                        client -> {
                            List<String> before = virtualization.systems(client);
                            MethodAnswer answer = client.invoke(
                                    virtualization.service(client).reference(),
                                    "DefineSystem",
                                    "<p:SystemSettings>conform</p:SystemSettings>");
                            nothingLeft(client, virtualization, before, answer);
                        });
    }

    private static void affected(Client client, Virtualization virtualization, TestSystem system) {
        List<Instance> links = client.associations(system.instance(client), "CIM_ServiceAffectsElement");
        String service = virtualization.service(client).reference().identity();
        boolean manages = links.stream()
                .filter(link -> link.referenced("AffectingElement")
                        .map(EndpointReference::identity)
                        .filter(service::equals)
                        .isPresent())
                .anyMatch(link -> link.values("ElementEffects").contains("5"));
        Expect.that(
                manages,
                "CIM_ServiceAffectsElement from the service with ElementEffects 5 (Manages)",
                links.size() + " without");
    }

    private static MethodAnswer define(Client client, Virtualization virtualization, String resources) {
        return client.invoke(
                virtualization.service(client).reference(),
                "DefineSystem",
                Settings.system("SystemSettings", Map.of("ElementName", "conform-refused")) + resources);
    }

    private static void refused(Client client, Virtualization virtualization, String resources) {
        List<String> before = virtualization.systems(client);
        nothingLeft(client, virtualization, before, define(client, virtualization, resources));
    }

    private static void nothingLeft(
            Client client, Virtualization virtualization, List<String> before, MethodAnswer answer) {
        if (answer.returned(0)) {
            destroy(client, virtualization, answer.reference("ResultingSystem"));
        }
        Expect.that(
                answer.fault().isPresent() || !answer.returned(0) && !answer.startedJob(),
                "a fault or a return value that refuses",
                answer.summary());
        Expect.that(
                virtualization.systems(client).equals(before),
                "as many systems as before",
                virtualization.systems(client).size());
    }

    private static void tooMuch(Client client, Virtualization virtualization) {
        List<String> before = virtualization.systems(client);
        MethodAnswer answer = define(
                client,
                virtualization,
                Settings.resource("ResourceSettings", Settings.wanted(ResourceKind.MEMORY, TOO_MANY_MEBIBYTES)));
        if (answer.returned(0)) {
            destroy(client, virtualization, answer.reference("ResultingSystem"));
            throw new NotApplicable("the target checks memory when a system starts, not when it is defined");
        }
        nothingLeft(client, virtualization, before, answer);
    }

    private static void destroy(Client client, Virtualization virtualization, EndpointReference system) {
        client.invoke(virtualization.service(client).reference(), "DestroySystem", system.toXml("p:AffectedSystem"));
    }
}
