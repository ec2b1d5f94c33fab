package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;

/** DSP1041 Resource Allocation, pool management: child pools that are made, changed and removed. */
final class PoolChecks {
    private static final String NAME = "conform-part";
    private static final long MEBIBYTE = 1L << 20;
    private static final long SIZE = 32 * MEBIBYTE;

    /** CIM_ResourcePoolConfigurationCapabilities: the methods by their numbers. */
    private static final Map<String, String> METHODS = Map.of(
            "2", "CreateResourcePool",
            "3", "CreateChildResourcePool",
            "4", "DeleteResourcePool",
            "5", "AddResourcesToResourcePool",
            "6", "RemoveResourcesFromResourcePool",
            "7", "ChangeParentResourcePool");

    /** Not supported, failed, invalid parameter, in use, incorrect type, insufficient resources, size not supported. */
    private static final long[] REFUSALS = {1, 4, 5, 6, 7, 8, 4097};

    private final Virtualization virtualization;

    private PoolChecks(Virtualization virtualization) {
        this.virtualization = virtualization;
    }

    static CheckGroup group(Virtualization virtualization) {
        PoolChecks checks = new PoolChecks(virtualization);
        return new CheckGroup("vman.pool", "DSP1041")
                .conditional(
                        "methods",
                        "CIM_ResourcePoolConfigurationCapabilities",
                        "The host's service for pools says which methods it has, each in one list",
                        checks::methods)
                .conditional(
                        "unsupported",
                        "CIM_ResourcePoolConfigurationService",
                        "A method that is not said to be supported is refused with a documented code",
                        checks::unsupported)
                .conditional(
                        "primordial-stays",
                        "CIM_ResourcePoolConfigurationService.DeleteResourcePool",
                        "A primordial pool cannot be deleted",
                        checks::primordialStays)
                .conditional(
                        "child",
                        "CIM_ResourcePoolConfigurationService.CreateChildResourcePool",
                        "A child pool of memory is reserved from its parent, leads to it, and goes back when deleted",
                        checks::child)
                .conditional(
                        "resize",
                        "CIM_ResourcePoolConfigurationService.ChangeParentResourcePool",
                        "A child pool of memory takes another size from its parent",
                        checks::resize);
    }

    private Instance service(Client client) {
        List<Instance> services = client.associated(
                virtualization.host(client), "CIM_HostedService", "CIM_ResourcePoolConfigurationService");
        if (services.isEmpty()) {
            throw new NotApplicable("the host has no CIM_ResourcePoolConfigurationService");
        }
        return services.get(0);
    }

    private List<String> supported(Client client) {
        Instance capabilities =
                client.only(service(client), "CIM_ElementCapabilities", "CIM_ResourcePoolConfigurationCapabilities");
        return Stream.of("SynchronousMethodsSupported", "AsynchronousMethodsSupported")
                .flatMap(list -> capabilities.values(list).stream())
                .toList();
    }

    private void methods(Client client) {
        List<String> all = supported(client);
        Expect.that(METHODS.keySet().containsAll(all), "values of " + METHODS.keySet(), all);
        Expect.that(all.stream().distinct().count() == all.size(), "each method once", all);
    }

    private void unsupported(Client client) {
        List<String> supported = supported(client);
        if (supported.contains("2")) {
            throw new NotApplicable("CreateResourcePool is supported");
        }
        Expect.refused(
                client.invoke(
                        service(client).reference(),
                        "CreateResourcePool",
                        "<p:ElementName>" + NAME + "</p:ElementName><p:ResourceType>4</p:ResourceType>"),
                REFUSALS);
    }

    private Instance primordial(Client client) {
        return virtualization.pools(client).stream()
                .filter(pool -> pool.required("Primordial").equals("true"))
                .filter(pool -> ResourceKind.MEMORY.isOfPool(pool.requiredNumber("ResourceType")))
                .findFirst()
                .orElseThrow(() -> new CheckFailure("a primordial pool of memory", "none"));
    }

    private void primordialStays(Client client) {
        Instance parent = primordial(client);
        Expect.refused(
                client.invoke(
                        service(client).reference(),
                        "DeleteResourcePool",
                        parent.reference().toXml("p:Pool")),
                REFUSALS);
        client.get(parent.reference());
    }

    private void child(Client client) {
        Instance parent = primordial(client);
        long before = parent.number("Reserved").orElse(0L);
        Instance child = made(client, parent);
        try {
            Expect.that(child.required("Primordial").equals("false"), "Primordial false", child.required("Primordial"));
            long capacity = child.requiredNumber("Capacity");
            Expect.that(capacity == SIZE, "a Capacity of " + SIZE, capacity);
            reserved(client, parent, before + SIZE);
            Instance above =
                    client.associated(child, "CIM_ElementAllocatedFromPool", "Dependent", "CIM_ResourcePool").stream()
                            .findFirst()
                            .orElseThrow(() -> new CheckFailure("a way from the child pool to its parent", "none"));
            Expect.that(
                    above.required("PoolID").equals(parent.required("PoolID")),
                    parent.required("PoolID"),
                    above.required("PoolID"));
        } finally {
            delete(client, child);
        }
        reserved(client, parent, before);
    }

    private void resize(Client client) {
        if (!supported(client).contains("7")) {
            throw new NotApplicable("ChangeParentResourcePool is not supported");
        }
        Instance parent = primordial(client);
        long before = parent.number("Reserved").orElse(0L);
        Instance child = made(client, parent);
        try {
            completed(
                    client,
                    "ChangeParentResourcePool",
                    child.reference().toXml("p:ChildPool")
                            + parent.reference().toXml("p:ParentPool")
                            + Settings.resource("Settings", Settings.wanted(ResourceKind.MEMORY, 2 * SIZE / MEBIBYTE)));
            long capacity = client.get(child.reference()).requiredNumber("Capacity");
            Expect.that(capacity == 2 * SIZE, "a Capacity of " + 2 * SIZE, capacity);
            reserved(client, parent, before + 2 * SIZE);
        } finally {
            delete(client, child);
        }
    }

    private static void reserved(Client client, Instance pool, long expected) {
        long reserved = client.get(pool.reference()).requiredNumber("Reserved");
        Expect.that(reserved == expected, pool.required("PoolID") + " with Reserved " + expected, reserved);
    }

    /** A child pool of memory; hosts that part storage only refuse it as not supported. */
    private Instance made(Client client, Instance parent) {
        if (!supported(client).contains("3")) {
            throw new NotApplicable("CreateChildResourcePool is not supported");
        }
        MethodAnswer answer = client.invoke(
                service(client).reference(),
                "CreateChildResourcePool",
                "<p:ElementName>" + NAME + "</p:ElementName>"
                        + Settings.resource("Settings", Settings.wanted(ResourceKind.MEMORY, SIZE / MEBIBYTE))
                        + parent.reference().toXml("p:ParentPool"));
        if (answer.returned(1) || answer.returned(7)) {
            throw new NotApplicable("no child pools of memory here: " + answer.summary());
        }
        client.completed(answer);
        return virtualization.pools(client).stream()
                .filter(pool -> pool.required("PoolID").contains(NAME)
                        || pool.text("ElementName")
                                .filter(name -> name.contains(NAME))
                                .isPresent())
                .findFirst()
                .orElseThrow(() -> new CheckFailure("the child pool " + NAME, "none"));
    }

    private void completed(Client client, String method, String arguments) {
        client.completed(client.invoke(service(client).reference(), method, arguments));
    }

    private void delete(Client client, Instance child) {
        completed(client, "DeleteResourcePool", child.reference().toXml("p:Pool"));
    }
}
