package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1042: DefineSystem with a reference configuration, which gives what the client leaves open. */
final class CloneChecks {
    /** What two configurations must have in common, or not. */
    @FunctionalInterface
    private interface Comparison {
        void compare(Client client, Instance original, Instance clone);
    }

    private final Virtualization virtualization;
    private final TestSystem system;

    private CloneChecks(Virtualization virtualization, TestSystem system) {
        this.virtualization = virtualization;
        this.system = system;
    }

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        CloneChecks checks = new CloneChecks(virtualization, system);
        return new CheckGroup("vman.clone", "DSP1042")
                .conditional(
                        "devices",
                        "DefineSystem.ReferenceConfiguration",
                        "A system defined like another one has resources of the same types, and its memory",
                        client -> checks.cloned(client, CloneChecks::sameResources))
                .conditional(
                        "own-disks",
                        "DefineSystem.ReferenceConfiguration",
                        "Its disks are not those of the other one, but for those that none may write",
                        client -> checks.cloned(client, CloneChecks::ownDisks))
                .conditional(
                        "given",
                        "DefineSystem.ReferenceConfiguration",
                        "The reference gives only what the client leaves open: the name is the client's",
                        client -> checks.cloned(
                                client,
                                (same, original, clone) -> Expect.that(
                                        clone.required("ElementName").equals(checks.name()),
                                        "ElementName " + checks.name(),
                                        clone.required("ElementName"))));
    }

    private String name() {
        return system.name() + "-clone";
    }

    /** Makes a system like the suite's own, looks at both configurations, and destroys it. */
    private void cloned(Client client, Comparison comparison) {
        system.bring(client, SystemState.DEFINED);
        Instance original = system.definition(client);
        MethodAnswer answer = client.invoke(
                virtualization.service(client).reference(),
                "DefineSystem",
                Settings.system("SystemSettings", Map.of("ElementName", name()))
                        + original.reference().toXml("p:ReferenceConfiguration"));
        Expect.supported(answer);
        client.completed(answer);
        EndpointReference made = answer.startedJob()
                ? client.only(client.get(answer.reference("Job")), "CIM_AffectedJobElement", "CIM_ComputerSystem")
                        .reference()
                : answer.reference("ResultingSystem");
        try {
            Instance clone = client.only(client.get(made), "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
            comparison.compare(client, original, clone);
        } finally {
            client.invoke(virtualization.service(client).reference(), "DestroySystem", made.toXml("p:AffectedSystem"));
        }
    }

    private static void sameResources(Client client, Instance original, Instance clone) {
        List<Long> wanted = types(client, original);
        List<Long> found = types(client, clone);
        Expect.that(found.equals(wanted), "resources of the types " + wanted, found);
        long memory = memory(client, clone);
        Expect.that(memory == memory(client, original), memory(client, original) + " of memory", memory);
    }

    private static List<Long> types(Client client, Instance configuration) {
        return TestSystem.resources(client, configuration).stream()
                .map(setting -> setting.requiredNumber("ResourceType"))
                .sorted()
                .toList();
    }

    private static long memory(Client client, Instance configuration) {
        return TestSystem.resource(client, configuration, ResourceKind.MEMORY).requiredNumber("VirtualQuantity");
    }

    private static void ownDisks(Client client, Instance original, Instance clone) {
        List<String> theirs = images(client, original);
        if (theirs.isEmpty()) {
            throw new NotApplicable("the system has no disk whose HostResource is told");
        }
        List<String> own = images(client, clone);
        Expect.that(own.size() == theirs.size(), theirs.size() + " disks", own);
        Expect.that(own.stream().noneMatch(theirs::contains), "disks other than " + theirs, own);
    }

    private static List<String> images(Client client, Instance configuration) {
        return TestSystem.resources(client, configuration).stream()
                .filter(setting -> setting.requiredNumber("ResourceType") == ResourceKind.DISK.code())
                .filter(setting -> !setting.text("Access").equals(Optional.of(TestBoot.READABLE)))
                .flatMap(setting -> setting.values("HostResource").stream())
                .toList();
    }
}
