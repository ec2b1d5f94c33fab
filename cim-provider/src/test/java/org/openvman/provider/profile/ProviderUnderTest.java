package org.openvman.provider.profile;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openvman.provider.ProviderAssembly;
import org.openvman.provider.ProviderSettings;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;
import org.openvman.provider.store.Database;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** A provider over one host, with the calls that tests make most. */
public class ProviderUnderTest implements AutoCloseable {
    private static final ClassRepository CLASSES = ClassRepository.load();
    public static final RequestContext CONTEXT =
            new RequestContext("test", new Principal("tester", Role.ADMINISTRATOR));

    private final ProviderAssembly assembly;

    public ProviderUnderTest(Hypervisor hypervisor) {
        this(hypervisor, Path.of("target"));
    }

    /** @param state where packages are */
    public ProviderUnderTest(Hypervisor hypervisor, Path state) {
        this.assembly = new ProviderAssembly(
                CLASSES,
                List.of(hypervisor),
                Database.inMemory(UUID.randomUUID().toString()),
                new ProviderSettings(state, List.of(), false, "1.2.3-test", Duration.ofMillis(200)),
                Clock.systemUTC());
    }

    public CimOperations operations() {
        return assembly.operations();
    }

    public CimInstance get(CimPath path) {
        return operations().get(CONTEXT, path, PropertyFilter.ALL);
    }

    public List<CimInstance> enumerate(String className) {
        return operations()
                .enumerate(CONTEXT, "root/virt", className, PropertyFilter.ALL)
                .toList();
    }

    public List<CimInstance> associators(CimPath path, String association, String result) {
        return operations()
                .associators(
                        CONTEXT, AssociationQuery.of(path).through(association).to(result), PropertyFilter.ALL)
                .toList();
    }

    public CimInstance only(CimPath path, String association, String result) {
        List<CimInstance> found = associators(path, association, result);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " instances of " + result + " through " + association);
        }
        return found.get(0);
    }

    public MethodResult invoke(CimPath path, String method, CimArgument... arguments) {
        return operations().invoke(CONTEXT, path, method, Arrays.asList(arguments));
    }

    public CimPath path(CimInstance instance) {
        return instance.path().orElseThrow();
    }

    public CimPath managementService() {
        return path(enumerate("CIM_VirtualSystemManagementService").get(0));
    }

    public CimPath systemNamed(String name) {
        return enumerate("OpenVMAN_ComputerSystem").stream()
                .filter(system -> system.string("ElementName").equals(Optional.of(name)))
                .map(this::path)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        assembly.close();
    }
}
