package org.openvman.conformance.suite.vman;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;

/** DSP1042: snapshots of virtual systems, on targets that offer them. */
final class SnapshotChecks {
    private static final Set<String> METHODS = Set.of("2", "3", "4");
    private static final String DISK = "3";
    private static final Set<String> TYPES = Set.of("2", DISK);
    private static final String COMPONENT = "CIM_VirtualSystemSettingDataComponent";
    private static final long INVALID_STATE = 5;
    private static final long INVALID_TYPE = 6;
    private static final long RESERVED_TYPE = 9;

    private SnapshotChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        Snapshots snapshots = new Snapshots(virtualization, system);
        return new CheckGroup("vman.snapshot", "DSP1042")
                .conditional(
                        "methods",
                        "CIM_VirtualSystemSnapshotServiceCapabilities",
                        "Each method of the service is said to be done at once or by a job, not both",
                        client -> methods(snapshots.serviceCapabilities(client)))
                .conditional(
                        "types",
                        "CIM_VirtualSystemSnapshotCapabilities",
                        "A system's enabled snapshot types are among those that the service supports",
                        snapshots::types)
                .conditional(
                        "lifecycle",
                        "CreateSnapshot, ApplySnapshot, DestroySnapshot",
                        "A snapshot is there when it was taken, is the last applied one when it was applied, and goes",
                        snapshots::lifecycle)
                .conditional(
                        "current",
                        "CIM_MostCurrentSnapshotInBranch",
                        "The snapshot that was taken last is the most current one",
                        snapshots::current)
                .conditional(
                        "settings",
                        "CIM_VirtualSystemSettingDataComponent",
                        "A snapshot has allocation settings of its own for what the system had, which find it again",
                        snapshots::settings)
                .conditional(
                        "disks-of-running",
                        "CreateSnapshot, ApplySnapshot",
                        "A system goes on while its disks are kept, and is off when it was set back to them",
                        snapshots::disksOfRunning)
                .conditional(
                        "unknown-type",
                        "CreateSnapshot",
                        "A snapshot type that the schema reserves is refused",
                        client -> {
                            system.bring(client, SystemState.DEFINED);
                            Expect.refused(snapshots.create(client, RESERVED_TYPE), INVALID_TYPE);
                        })
                .conditional(
                        "disabled-type",
                        "CreateSnapshot",
                        "A snapshot type that is not enabled in the state of the system is refused",
                        snapshots::disabled);
    }

    private static void methods(Instance capabilities) {
        List<String> synchronous = capabilities.values("SynchronousMethodsSupported");
        // The schema spells it so.
        List<String> asynchronous = capabilities.values("AynchronousMethodsSupported");
        List<String> all = new ArrayList<>(synchronous);
        all.addAll(asynchronous);
        Expect.that(METHODS.containsAll(all) && !all.isEmpty(), "values of " + METHODS, all);
        Expect.that(all.stream().distinct().count() == all.size(), "each method once", all);
    }

    private record Snapshots(Virtualization virtualization, TestSystem system) {
        private Instance service(Client client) {
            return client
                    .associated(virtualization.host(client), "CIM_HostedService", "CIM_VirtualSystemSnapshotService")
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new NotApplicable("the target has no snapshot service"));
        }

        Instance serviceCapabilities(Client client) {
            return client.only(
                    service(client), "CIM_ElementCapabilities", "CIM_VirtualSystemSnapshotServiceCapabilities");
        }

        private List<String> enabled(Client client) {
            service(client); // without one, there is nothing to judge
            return client.only(
                            system.instance(client), "CIM_ElementCapabilities", "CIM_VirtualSystemSnapshotCapabilities")
                    .values("SnapshotTypesEnabled");
        }

        void types(Client client) {
            List<String> supported = serviceCapabilities(client).values("SnapshotTypesSupported");
            system.bring(client, SystemState.DEFINED);
            List<String> enabled = enabled(client);
            Expect.that(TYPES.containsAll(supported), "values of " + TYPES, supported);
            Expect.that(supported.containsAll(enabled), "some of " + supported, enabled);
        }

        MethodAnswer create(Client client, long type) {
            String settings = Settings.system(
                    "SnapshotSettings",
                    Map.of(
                            "ElementName",
                            "conform-" + UUID.randomUUID().toString().substring(0, 8)));
            return client.invoke(
                    service(client).reference(),
                    "CreateSnapshot",
                    system.reference(client).toXml("p:AffectedSystem") + settings + "<p:SnapshotType>" + type
                            + "</p:SnapshotType>");
        }

        private Instance taken(Client client) {
            system.bring(client, SystemState.DEFINED);
            List<String> before = identities(all(client));
            List<String> types = enabled(client);
            if (types.isEmpty()) {
                throw new NotApplicable("no snapshot type is enabled for a system that is off");
            }
            client.completed(create(client, Long.parseLong(types.get(types.size() - 1))));
            List<Instance> added = all(client).stream()
                    .filter(each -> !before.contains(each.reference().identity()))
                    .toList();
            Expect.that(added.size() == 1, "one more snapshot through CIM_SnapshotOfVirtualSystem", added.size());
            return added.get(0);
        }

        private void destroy(Client client, Instance snapshot) {
            call(client, "DestroySnapshot", "p:AffectedSnapshot", snapshot);
        }

        private void call(Client client, String method, String parameter, Instance snapshot) {
            client.completed(client.invoke(
                    service(client).reference(), method, snapshot.reference().toXml(parameter)));
        }

        private List<Instance> all(Client client) {
            return client.associated(
                    system.instance(client), "CIM_SnapshotOfVirtualSystem", "CIM_VirtualSystemSettingData");
        }

        private static List<String> identities(List<Instance> instances) {
            return instances.stream().map(each -> each.reference().identity()).toList();
        }

        void lifecycle(Client client) {
            Instance snapshot = taken(client);
            snapshot.required("ElementName");
            call(client, "ApplySnapshot", "p:Snapshot", snapshot);
            List<Instance> applied = client.associated(
                    system.instance(client), "CIM_LastAppliedSnapshot", "CIM_VirtualSystemSettingData");
            Expect.that(
                    identities(applied).equals(List.of(snapshot.reference().identity())),
                    "the snapshot through CIM_LastAppliedSnapshot",
                    identities(applied));
            destroy(client, snapshot);
            Expect.that(
                    !identities(all(client)).contains(snapshot.reference().identity()),
                    "no snapshot after DestroySnapshot",
                    "it is there");
        }

        void current(Client client) {
            Instance snapshot = taken(client);
            List<Instance> current = client.associated(
                    system.instance(client), "CIM_MostCurrentSnapshotInBranch", "CIM_VirtualSystemSettingData");
            destroy(client, snapshot);
            if (current.isEmpty()) {
                throw new NotApplicable("the target does not tell the most current snapshot");
            }
            Expect.that(
                    identities(current).equals(List.of(snapshot.reference().identity())),
                    "the snapshot that was just taken",
                    identities(current));
        }

        void settings(Client client) {
            Instance snapshot = taken(client);
            try {
                List<Instance> components = components(client, snapshot);
                Instance state =
                        client.only(system.instance(client), "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
                Expect.that(
                        types(components).equals(types(components(client, state))),
                        "the ResourceTypes of the system: " + types(components(client, state)),
                        types(components));
                for (Instance component : components) {
                    Instance owner = client.only(component, COMPONENT, "CIM_VirtualSystemSettingData");
                    Expect.that(
                            owner.reference()
                                    .identity()
                                    .equals(snapshot.reference().identity()),
                            "the snapshot",
                            owner.reference().identity());
                }
            } finally {
                destroy(client, snapshot);
            }
        }

        private static List<Instance> components(Client client, Instance settings) {
            return client.associated(settings, COMPONENT, "CIM_ResourceAllocationSettingData");
        }

        private static List<String> types(List<Instance> settings) {
            return settings.stream()
                    .map(each -> each.required("ResourceType"))
                    .sorted()
                    .toList();
        }

        void disksOfRunning(Client client) {
            service(client);
            system.bring(client, SystemState.ACTIVE);
            if (!enabled(client).contains(DISK)) {
                throw new NotApplicable("the disks of a running system alone are no enabled snapshot type");
            }
            List<String> before = identities(all(client));
            client.completed(create(client, Long.parseLong(DISK)));
            Instance snapshot = all(client).stream()
                    .filter(each -> !before.contains(each.reference().identity()))
                    .findFirst()
                    .orElseThrow(() -> new CheckFailure("a snapshot after CreateSnapshot", "none"));
            try {
                expectState(client, "2");
                call(client, "ApplySnapshot", "p:Snapshot", snapshot);
                expectState(client, "3");
            } finally {
                destroy(client, snapshot);
            }
        }

        private void expectState(Client client, String state) {
            String now = system.instance(client).required("EnabledState");
            Expect.that(now.equals(state), "EnabledState " + state, now);
        }

        void disabled(Client client) {
            service(client);
            for (SystemState state : List.of(SystemState.ACTIVE, SystemState.SUSPENDED)) {
                system.bring(client, state);
                List<String> enabled = enabled(client);
                for (String type : TYPES) {
                    if (!enabled.contains(type)) {
                        Expect.refused(create(client, Long.parseLong(type)), INVALID_STATE, INVALID_TYPE);
                        return;
                    }
                }
            }
            throw new NotApplicable("every type is enabled for a system that runs or is saved");
        }
    }
}
