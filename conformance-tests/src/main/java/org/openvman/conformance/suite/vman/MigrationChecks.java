package org.openvman.conformance.suite.vman;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;

/** DSP1081 Virtual System Migration, on targets that offer it; a move itself needs two hosts. */
final class MigrationChecks {
    private static final Set<String> METHODS = Set.of("2", "3", "4", "5");
    private static final Set<String> MOVES = Set.of("2", "3");
    private static final Set<String> HOST_FORMATS = Set.of("2", "3", "4");
    private static final String NOWHERE = "<p:DestinationHost>no-such-host.invalid</p:DestinationHost>";
    private static final long[] REFUSALS = {1, 2, 4, 5, 6};

    private MigrationChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        Migrations migrations = new Migrations(virtualization, system);
        return new CheckGroup("vman.migration", "DSP1081")
                .conditional(
                        "methods",
                        "CIM_VirtualSystemMigrationCapabilities",
                        "Only moves are said to be jobs, and each method is in one list",
                        migrations::methods)
                .conditional(
                        "formats",
                        "CIM_VirtualSystemMigrationCapabilities",
                        "DestinationHostFormatsSupported has values of the schema",
                        client -> {
                            List<String> formats =
                                    migrations.capabilities(client).values("DestinationHostFormatsSupported");
                            Expect.that(HOST_FORMATS.containsAll(formats), "values of " + HOST_FORMATS, formats);
                        })
                .conditional(
                        "nowhere",
                        "MigrateVirtualSystemToHost",
                        "A move to a host that does not exist is refused",
                        client -> Expect.refused(
                                migrations.call(client, "MigrateVirtualSystemToHost", NOWHERE), REFUSALS))
                .conditional(
                        "here",
                        "CheckVirtualSystemIsMigratableToSystem",
                        "A system is not said to be migratable to the host that it is on, and no job tells so",
                        migrations::here);
    }

    private record Migrations(Virtualization virtualization, TestSystem system) {
        private Instance service(Client client) {
            return client
                    .associated(virtualization.host(client), "CIM_HostedService", "CIM_VirtualSystemMigrationService")
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new NotApplicable("the target has no migration service"));
        }

        Instance capabilities(Client client) {
            return client.only(service(client), "CIM_ElementCapabilities", "CIM_VirtualSystemMigrationCapabilities");
        }

        MethodAnswer call(Client client, String method, String destination) {
            Instance service = service(client);
            return client.invoke(
                    service.reference(), method, system.reference(client).toXml("p:ComputerSystem") + destination);
        }

        void methods(Client client) {
            Instance capabilities = capabilities(client);
            List<String> asynchronous = capabilities.values("AsynchronousMethodsSupported");
            List<String> all = new ArrayList<>(capabilities.values("SynchronousMethodsSupported"));
            all.addAll(asynchronous);
            Expect.that(MOVES.containsAll(asynchronous), "values of " + MOVES, asynchronous);
            Expect.that(METHODS.containsAll(all) && !all.isEmpty(), "values of " + METHODS, all);
            Expect.that(all.stream().distinct().count() == all.size(), "each method once", all);
        }

        void here(Client client) {
            MethodAnswer answer = call(
                    client,
                    "CheckVirtualSystemIsMigratableToSystem",
                    virtualization.host(client).reference().toXml("p:DestinationSystem"));
            Expect.that(!answer.startedJob(), "no job", answer.summary());
            if (answer.returned(0)) {
                List<String> verdict = answer.output("IsMigratable").stream()
                        .map(each -> each.text())
                        .toList();
                Expect.that(verdict.equals(List.of("false")), "IsMigratable false", verdict);
            } else {
                Expect.refused(answer, REFUSALS);
            }
        }
    }
}
