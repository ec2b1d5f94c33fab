package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Suite;

/** Profiles of virtualization management, in the order in which a client meets them. */
public final class VmanSuite implements Suite {
    private final Registrations registrations;
    private final Virtualization virtualization;
    private final TestSystem system;
    private final TestSystem victim;

    /**
     * @param interop the namespace of the registered profiles
     * @param boot what test systems begin with
     */
    public VmanSuite(String interop, TestBoot boot) {
        this.registrations = new Registrations(interop);
        this.virtualization = new Virtualization(registrations);
        this.system = new TestSystem(virtualization, boot);
        this.victim = new TestSystem(virtualization, boot);
    }

    @Override
    public String name() {
        return "vman";
    }

    @Override
    public List<Check> checks() {
        return Stream.of(
                        RegistrationChecks.group(registrations),
                        ServiceChecks.group(virtualization),
                        HostChecks.group(registrations, virtualization),
                        MetricChecks.group(registrations, virtualization),
                        DefinitionChecks.group(virtualization, system),
                        ConfigurationChecks.group(registrations, system),
                        AllocationChecks.group(virtualization, system),
                        CapabilityChecks.group(virtualization),
                        PoolChecks.group(virtualization),
                        AdapterChecks.group(registrations, system),
                        SwitchChecks.group(registrations, system),
                        StateChecks.group(system),
                        JobChecks.group(system),
                        ChangeChecks.group(virtualization, system),
                        SnapshotChecks.group(virtualization, system),
                        MigrationChecks.group(virtualization, system),
                        RestartChecks.group(virtualization, system),
                        CloneChecks.group(virtualization, system),
                        DestructionChecks.group(virtualization, victim))
                .map(CheckGroup::checks)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void cleanUp(Client client) {
        system.destroy(client);
        victim.destroy(client);
    }
}
