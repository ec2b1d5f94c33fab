package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1042: changing what is recorded of a system, and failing to. */
final class ChangeChecks {
    private static final long INVALID_PARAMETER = 4;
    private static final String NOBODY = "conform:no-such-setting";

    private ChangeChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        Changes changes = new Changes(virtualization, system);
        return new CheckGroup("vman.change", "DSP1042")
                .conditional(
                        "system",
                        "ModifySystemSettings",
                        "ModifySystemSettings changes the ElementName, and nothing else",
                        changes::renamed)
                .conditional(
                        "memory",
                        "ModifyResourceSettings",
                        "ModifyResourceSettings changes the memory with which the system starts next",
                        changes::moreMemory)
                .conditional(
                        "add-and-remove",
                        "AddResourceSettings, RemoveResourceSettings",
                        "A disk that is added is there, and after its removal is not",
                        changes::diskAddedAndRemoved)
                .conditional(
                        "unknown-system",
                        "ModifySystemSettings",
                        "Settings with an InstanceID that does not exist are refused",
                        client -> Expect.refused(
                                changes.call(
                                        client,
                                        "ModifySystemSettings",
                                        Settings.system(
                                                "SystemSettings",
                                                Map.of("InstanceID", NOBODY, "ElementName", "conform-lost"))),
                                INVALID_PARAMETER))
                .conditional(
                        "unknown-resource",
                        "ModifyResourceSettings",
                        "Allocation settings with an InstanceID that does not exist are refused",
                        client -> Expect.refused(
                                changes.call(
                                        client,
                                        "ModifyResourceSettings",
                                        Settings.resource(
                                                "ResourceSettings", Map.of("InstanceID", NOBODY, "ResourceType", "4"))),
                                INVALID_PARAMETER))
                .conditional(
                        "remove-unknown",
                        "RemoveResourceSettings",
                        "The removal of allocation settings that do not exist is refused",
                        changes::unknownRemoved)
                .conditional(
                        "no-instance-id",
                        "ModifyResourceSettings",
                        "Allocation settings without an InstanceID are refused",
                        client -> Expect.refused(
                                changes.call(
                                        client,
                                        "ModifyResourceSettings",
                                        Settings.resource("ResourceSettings", Map.of("ResourceType", "4"))),
                                INVALID_PARAMETER));
    }

    private record Changes(Virtualization virtualization, TestSystem system) {
        MethodAnswer call(Client client, String method, String arguments) {
            return client.invoke(virtualization.service(client).reference(), method, arguments);
        }

        private Instance stopped(Client client) {
            system.bring(client, SystemState.DEFINED);
            return system.definition(client);
        }

        void renamed(Client client) {
            Instance before = stopped(client);
            String name = system.name() + "-renamed";
            MethodAnswer answer = call(
                    client,
                    "ModifySystemSettings",
                    Settings.system(
                            "SystemSettings",
                            Map.of("InstanceID", before.required("InstanceID"), "ElementName", name)));
            Expect.supported(answer);
            client.completed(answer);
            Instance after = client.get(before.reference());
            Expect.that(after.required("ElementName").equals(name), "ElementName " + name, after.text("ElementName"));
            for (String kept : List.of("InstanceID", "VirtualSystemType", "AutomaticStartupAction")) {
                Expect.that(after.text(kept).equals(before.text(kept)), kept + " as before", after.text(kept));
            }
        }

        void moreMemory(Client client) {
            Instance memory = TestSystem.resource(client, stopped(client), ResourceKind.MEMORY);
            // In the units that the target uses, whatever they are.
            long wanted = memory.requiredNumber("VirtualQuantity") * 3 / 2;
            Map<String, String> setting = new TreeMap<>();
            setting.put("InstanceID", memory.required("InstanceID"));
            setting.put("ResourceType", "4");
            setting.put("VirtualQuantity", Long.toString(wanted));
            memory.text("VirtualQuantityUnits").ifPresent(unit -> setting.put("VirtualQuantityUnits", unit));
            client.completed(call(client, "ModifyResourceSettings", Settings.resource("ResourceSettings", setting)));
            long now = TestSystem.resource(client, system.definition(client), ResourceKind.MEMORY)
                    .requiredNumber("VirtualQuantity");
            Expect.that(now == wanted, "VirtualQuantity " + wanted, now);
        }

        void diskAddedAndRemoved(Client client) {
            Instance definition = stopped(client);
            String disk =
                    system.disk(client).orElseThrow(() -> new NotApplicable("the host has no storage pool for disks"));
            int before = TestSystem.resources(client, definition).size();
            MethodAnswer added = client.completed(call(
                    client, "AddResourceSettings", definition.reference().toXml("p:AffectedConfiguration") + disk));
            Expect.that(
                    TestSystem.resources(client, definition).size() == before + 1,
                    before + 1 + " allocation settings",
                    TestSystem.resources(client, definition).size());
            EndpointReference setting = added.reference("ResultingResourceSettings");
            client.get(setting);
            client.completed(call(client, "RemoveResourceSettings", setting.toXml("p:ResourceSettings")));
            Expect.that(
                    TestSystem.resources(client, definition).size() == before,
                    before + " allocation settings",
                    TestSystem.resources(client, definition).size());
            Expect.fault(client.tryGet(setting), "wsa:DestinationUnreachable");
        }

        void unknownRemoved(Client client) {
            Instance memory = TestSystem.resource(client, stopped(client), ResourceKind.MEMORY);
            EndpointReference nobody = memory.reference().replacing("InstanceID", NOBODY);
            Expect.refused(
                    call(client, "RemoveResourceSettings", nobody.toXml("p:ResourceSettings")), INVALID_PARAMETER);
        }
    }
}
