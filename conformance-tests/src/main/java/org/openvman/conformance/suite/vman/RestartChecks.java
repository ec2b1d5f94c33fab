package org.openvman.conformance.suite.vman;

import java.util.Map;
import java.util.TreeMap;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1057: what is recorded of a system that runs waits for its next start; what only a running system has. */
final class RestartChecks {
    private final Virtualization virtualization;
    private final TestSystem system;

    private RestartChecks(Virtualization virtualization, TestSystem system) {
        this.virtualization = virtualization;
        this.system = system;
    }

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        RestartChecks checks = new RestartChecks(virtualization, system);
        return new CheckGroup("vman.restart", "DSP1057")
                .conditional(
                        "waits",
                        "virtual system configurations",
                        "A change of the recorded configuration leaves what runs as it is, and is in force after a"
                                + " restart",
                        checks::waits)
                .optional(
                        "pending",
                        "CIM_ElementSettingData.IsPending",
                        "IsPending is 2 for settings that wait for a restart, and 3 when nothing waits",
                        checks::pending)
                .optional(
                        "consoles",
                        "CIM_SAPAvailableForElement",
                        "Access points of consoles lead to a system while it runs, and are hosted",
                        checks::consoles);
    }

    private void waits(Client client) {
        long before = restarted(client);
        long wanted = another(before);
        record(client, wanted);
        long running = processors(client, system.state(client));
        Expect.that(running == before, before + " processors while it runs", running);
        long after = restarted(client);
        Expect.that(after == wanted, wanted + " processors after the restart", after);
    }

    private void pending(Client client) {
        long before = restarted(client);
        if (isPending(client).isEmpty()) {
            throw new NotApplicable("the target has no IsPending");
        }
        Expect.that(isPending(client).equals("3"), "IsPending 3 (Is Not Pending)", isPending(client));
        record(client, another(before));
        Expect.that(isPending(client).equals("2"), "IsPending 2 (Is Pending)", isPending(client));
        restarted(client);
        Expect.that(isPending(client).equals("3"), "IsPending 3 after the restart", isPending(client));
    }

    /** A number of processors that every host has, if it has two. */
    private static long another(long processors) {
        return processors == 1 ? 2 : 1;
    }

    private void consoles(Client client) {
        restarted(client);
        Instance running = system.instance(client);
        for (Instance console : client.associated(running, "CIM_SAPAvailableForElement", "CIM_ServiceAccessPoint")) {
            console.required("Name");
            Instance host = client.only(console, "CIM_HostedAccessPoint", "CIM_System");
            host.required("Name");
        }
        system.bring(client, SystemState.DEFINED);
        int left = client.associated(running, "CIM_SAPAvailableForElement", "CIM_ServiceAccessPoint")
                .size();
        Expect.that(left == 0, "no access point of a system that is off", left);
    }

    /** Starts it anew; the number of processors that it has then. */
    private long restarted(Client client) {
        system.bring(client, SystemState.DEFINED);
        system.bring(client, SystemState.ACTIVE);
        Instance state = system.state(client);
        if (state.reference()
                .identity()
                .equals(system.definition(client).reference().identity())) {
            throw new NotApplicable("the target keeps one configuration");
        }
        return processors(client, state);
    }

    private static long processors(Client client, Instance configuration) {
        return TestSystem.resource(client, configuration, ResourceKind.PROCESSOR)
                .requiredNumber("VirtualQuantity");
    }

    private void record(Client client, long processors) {
        Instance recorded = TestSystem.resource(client, system.definition(client), ResourceKind.PROCESSOR);
        Map<String, String> setting = new TreeMap<>();
        setting.put("InstanceID", recorded.required("InstanceID"));
        setting.put("ResourceType", Integer.toString(ResourceKind.PROCESSOR.code()));
        setting.put("VirtualQuantity", Long.toString(processors));
        client.completed(client.invoke(
                virtualization.service(client).reference(),
                "ModifyResourceSettings",
                Settings.resource("ResourceSettings", setting)));
    }

    /** What the way from the state to the definition says; empty if it says nothing. */
    private String isPending(Client client) {
        Instance state = system.state(client);
        return client.associations(state, "CIM_ElementSettingData").stream()
                .filter(link -> link.referenced("ManagedElement")
                        .map(EndpointReference::identity)
                        .filter(state.reference().identity()::equals)
                        .isPresent())
                .flatMap(link -> link.text("IsPending").stream())
                .findFirst()
                .orElse("");
    }
}
