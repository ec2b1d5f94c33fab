package org.openvman.conformance.suite.vman;

import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Selector;

/** DSP1042: DestroySystem. */
final class DestructionChecks {
    private static final long INVALID_PARAMETER = 4;

    private DestructionChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem victim) {
        return new CheckGroup("vman.destroy", "DSP1042")
                .conditional(
                        "unknown",
                        "DestroySystem",
                        "The destruction of a system that does not exist is refused",
                        client -> {
                            EndpointReference system = victim.reference(client);
                            Selector key = system.keys().get(system.keys().size() - 1);
                            EndpointReference nobody = system.replacing(key.name(), "conform-no-such-system");
                            Expect.refused(
                                    client.invoke(
                                            virtualization.service(client).reference(),
                                            "DestroySystem",
                                            nobody.toXml("p:AffectedSystem")),
                                    INVALID_PARAMETER);
                        })
                .conditional(
                        "nothing",
                        "DestroySystem",
                        "A destruction that names no system is refused",
                        client -> Expect.refused(
                                client.invoke(virtualization.service(client).reference(), "DestroySystem", ""),
                                INVALID_PARAMETER))
                .conditional(
                        "active",
                        "DestroySystem",
                        "An active system is deactivated and destroyed, with its settings",
                        client -> active(client, victim));
    }

    private static void active(Client client, TestSystem victim) {
        victim.bring(client, SystemState.ACTIVE);
        EndpointReference system = victim.reference(client);
        Instance settings = victim.definition(client);
        client.completed(victim.tryDestroy(client));
        victim.forget();
        Expect.fault(client.tryGet(system), "wsa:DestinationUnreachable");
        Expect.fault(client.tryGet(settings.reference()), "wsa:DestinationUnreachable");
    }
}
