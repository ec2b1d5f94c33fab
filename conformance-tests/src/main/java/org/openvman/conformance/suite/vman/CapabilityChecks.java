package org.openvman.conformance.suite.vman;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** DSP1043 Allocation Capabilities, and the hierarchy of pools that DSP1041 wants. */
final class CapabilityChecks {
    /** ValueRole and ValueRange of CIM_SettingsDefineCapabilities. */
    private static final String MINIMUM = "3/1";

    private static final String MAXIMUM = "3/2";

    private CapabilityChecks() {}

    static CheckGroup group(Virtualization virtualization) {
        return new CheckGroup("vman.capabilities", "DSP1043")
                .conditional(
                        "properties",
                        "CIM_AllocationCapabilities",
                        "The capabilities of a pool have its ResourceType, RequestTypesSupported and SharingMode",
                        client -> properties(client, virtualization))
                .conditional(
                        "host",
                        "CIM_ElementCapabilities",
                        "The host has the capabilities of each type of resource of its primordial pools",
                        client -> host(client, virtualization))
                .conditional(
                        "ranges",
                        "CIM_SettingsDefineCapabilities",
                        "A minimum is at most the maximum, in the same unit, and of the type of the pool",
                        client -> ranges(client, virtualization))
                .under("DSP1041")
                .conditional(
                        "parent",
                        "CIM_ElementAllocatedFromPool",
                        "A pool that is not primordial is allocated from a pool of its type that is",
                        client -> parents(client, virtualization))
                .conditional(
                        "sums",
                        "CIM_ResourcePool.Reserved",
                        "A parent has reserved at least what its children have",
                        client -> sums(client, virtualization));
    }

    private static List<Instance> capabilities(Client client, Instance element) {
        return client.associated(element, "CIM_ElementCapabilities", "CIM_AllocationCapabilities");
    }

    private static void properties(Client client, Virtualization virtualization) {
        int found = 0;
        for (Instance pool : virtualization.pools(client)) {
            for (Instance capability : capabilities(client, pool)) {
                found++;
                long type = capability.requiredNumber("ResourceType");
                Expect.that(
                        type == pool.requiredNumber("ResourceType"),
                        "the ResourceType of " + pool.required("PoolID"),
                        type);
                capability.requiredNumber("RequestTypesSupported");
                capability.requiredNumber("SharingMode");
            }
        }
        if (found == 0) {
            throw new NotApplicable("no pool has allocation capabilities");
        }
    }

    private static void host(Client client, Virtualization virtualization) {
        List<Long> ofHost = capabilities(client, virtualization.host(client)).stream()
                .map(each -> each.requiredNumber("ResourceType"))
                .toList();
        if (ofHost.isEmpty()) {
            throw new NotApplicable("the host has no allocation capabilities");
        }
        for (Instance pool : virtualization.pools(client)) {
            if (pool.required("Primordial").equals("true")) {
                long type = pool.requiredNumber("ResourceType");
                Expect.that(ofHost.contains(type), "capabilities for ResourceType " + type, ofHost);
            }
        }
    }

    private static void ranges(Client client, Virtualization virtualization) {
        int found = 0;
        for (Instance pool : virtualization.pools(client)) {
            for (Instance capability : capabilities(client, pool)) {
                Map<String, Instance> bounds = bounds(client, capability);
                Instance minimum = bounds.get(MINIMUM);
                Instance maximum = bounds.get(MAXIMUM);
                if (minimum != null && maximum != null) {
                    found++;
                    range(pool, minimum, maximum);
                }
            }
        }
        if (found == 0) {
            throw new NotApplicable("no capabilities have a minimum and a maximum");
        }
    }

    private static void range(Instance pool, Instance minimum, Instance maximum) {
        long least = minimum.requiredNumber("VirtualQuantity");
        long most = maximum.requiredNumber("VirtualQuantity");
        Expect.that(least <= most, pool.required("PoolID") + " with a minimum of at most " + most, least);
        String unit = maximum.required("VirtualQuantityUnits");
        Expect.that(minimum.required("VirtualQuantityUnits").equals(unit), "one unit, " + unit, minimum.reference());
        Expect.that(
                minimum.requiredNumber("ResourceType") == pool.requiredNumber("ResourceType"),
                "the ResourceType of " + pool.required("PoolID"),
                minimum.requiredNumber("ResourceType"));
    }

    private static Map<String, Instance> bounds(Client client, Instance capability) {
        Map<String, Instance> bounds = new HashMap<>();
        for (Instance link : client.associations(capability, "CIM_SettingsDefineCapabilities")) {
            bounds.put(
                    link.requiredNumber("ValueRole") + "/" + link.requiredNumber("ValueRange"),
                    client.get(link.referenced("PartComponent")
                            .orElseThrow(() -> new CheckFailure("a PartComponent", "none"))));
        }
        return bounds;
    }

    private static void parents(Client client, Virtualization virtualization) {
        int found = 0;
        for (Instance pool : virtualization.pools(client)) {
            if (pool.required("Primordial").equals("false")) {
                found++;
                Instance parent = parent(client, pool);
                Expect.that(
                        parent.required("Primordial").equals("true"), "a primordial pool", parent.required("PoolID"));
                Expect.that(
                        parent.requiredNumber("ResourceType") == pool.requiredNumber("ResourceType"),
                        "the ResourceType of " + pool.required("PoolID"),
                        parent.requiredNumber("ResourceType"));
            }
        }
        if (found == 0) {
            throw new NotApplicable("all pools are primordial");
        }
    }

    private static Instance parent(Client client, Instance pool) {
        List<Instance> parents =
                client.associated(pool, "CIM_ElementAllocatedFromPool", "Dependent", "CIM_ResourcePool");
        Expect.that(parents.size() == 1, "one pool above " + pool.required("PoolID"), parents.size());
        return parents.get(0);
    }

    /** What a pool takes from its parent: storage pools of one size may be folders of one file system, reserved once. */
    private static String share(Instance pool) {
        return ResourceKind.DISK.isOfPool(pool.requiredNumber("ResourceType"))
                ? pool.text("Capacity").orElse("")
                : pool.required("PoolID");
    }

    private static void sums(Client client, Virtualization virtualization) {
        Map<String, Map<String, Long>> below = new HashMap<>();
        for (Instance pool : virtualization.pools(client)) {
            if (pool.required("Primordial").equals("false")) {
                below.computeIfAbsent(parent(client, pool).required("PoolID"), parent -> new HashMap<>())
                        .merge(share(pool), pool.number("Reserved").orElse(0L), Long::max);
            }
        }
        if (below.isEmpty()) {
            throw new NotApplicable("all pools are primordial");
        }
        for (Instance pool : virtualization.pools(client)) {
            long least = below.getOrDefault(pool.required("PoolID"), Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long reserved = pool.number("Reserved").orElse(least);
            Expect.that(reserved >= least, pool.required("PoolID") + " with Reserved of at least " + least, reserved);
        }
    }
}
