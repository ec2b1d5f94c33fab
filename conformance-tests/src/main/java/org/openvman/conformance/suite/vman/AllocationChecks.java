package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** DSP1041 Resource Allocation: pools, and what was allocated from them. */
final class AllocationChecks {
    /** A programmatic unit (DSP0004 annex C) without spaces: a base unit with factors. */
    private static final String UNIT =
            "(count|byte|bit|hertz|percent|second)(\\([a-z ]+\\))?([*/]\\d+(\\^[+-]?\\d+)?|[*/](second|byte|bit|hertz))*";

    private AllocationChecks() {}

    static CheckGroup group(Virtualization virtualization, TestSystem system) {
        return new CheckGroup("vman.allocation", "DSP1041")
                .mandatory(
                        "pools",
                        "CIM_HostedResourcePool",
                        "The host has pools of processors and memory",
                        client -> pools(client, virtualization))
                .mandatory(
                        "pool-properties",
                        "CIM_ResourcePool",
                        "A pool has InstanceID, PoolID, Primordial and ResourceType, and its own PoolID",
                        client -> poolProperties(virtualization.pools(client)))
                .mandatory(
                        "primordial",
                        "CIM_ResourcePool.Primordial",
                        "There is a primordial pool for each type of resource",
                        client -> primordial(virtualization.pools(client)))
                .conditional(
                        "capacity",
                        "CIM_ResourcePool.Reserved",
                        "A pool with a capacity has reserved no more than that, in a programmatic unit",
                        client -> virtualization.pools(client).forEach(AllocationChecks::capacity))
                .mandatory(
                        "setting-properties",
                        "CIM_ResourceAllocationSettingData",
                        "An allocation setting has InstanceID, ResourceType and a quantity in a programmatic unit",
                        client -> TestSystem.resources(client, system.state(client))
                                .forEach(AllocationChecks::settingProperties))
                .mandatory(
                        "pool-ids",
                        "CIM_ResourceAllocationSettingData.PoolID",
                        "The PoolID of an allocation setting is that of a pool",
                        client -> poolIds(client, virtualization, system))
                .conditional(
                        "from-pool",
                        "CIM_ResourceAllocationFromPool",
                        "An allocation setting leads to the pool that it names",
                        client -> fromPool(client, system))
                .conditional(
                        "device-from-pool",
                        "CIM_ElementAllocatedFromPool",
                        "A device leads to a pool of its host, and back",
                        client -> deviceFromPool(client, virtualization, system));
    }

    private static void pools(Client client, Virtualization virtualization) {
        List<Instance> pools = virtualization.pools(client);
        Expect.that(!pools.isEmpty(), "pools through CIM_HostedResourcePool", "none");
        for (ResourceKind kind : List.of(ResourceKind.PROCESSOR, ResourceKind.MEMORY)) {
            Expect.that(
                    virtualization.pool(client, kind).isPresent(), "a pool with ResourceType " + kind.code(), "none");
        }
    }

    private static void poolProperties(List<Instance> pools) {
        for (Instance pool : pools) {
            pool.required("InstanceID");
            pool.required("PoolID");
            pool.requiredNumber("ResourceType");
            String primordial = pool.required("Primordial");
            Expect.that(List.of("true", "false").contains(primordial), "Primordial true or false", primordial);
        }
        long ids =
                pools.stream().map(pool -> pool.required("PoolID")).distinct().count();
        Expect.that(ids == pools.size(), pools.size() + " PoolIDs", ids);
    }

    private static void primordial(List<Instance> pools) {
        Set<Long> all = types(pools);
        Set<Long> primordial = types(pools.stream()
                .filter(pool -> pool.required("Primordial").equals("true"))
                .toList());
        Expect.that(primordial.equals(all), "a primordial pool for each of the types " + all, primordial);
    }

    private static Set<Long> types(List<Instance> pools) {
        return pools.stream().map(pool -> pool.requiredNumber("ResourceType")).collect(Collectors.toSet());
    }

    private static void capacity(Instance pool) {
        Optional<Long> capacity = pool.number("Capacity");
        if (capacity.isPresent()) {
            unit(pool, "AllocationUnits");
            long reserved = pool.number("Reserved").orElse(0L);
            // Processors may be promised more often than they are there.
            if (!ResourceKind.PROCESSOR.isOfPool(pool.requiredNumber("ResourceType"))) {
                Expect.that(
                        reserved <= capacity.get(),
                        pool.required("PoolID") + " with Reserved of at most " + capacity.get(),
                        reserved);
            }
        }
    }

    private static void settingProperties(Instance setting) {
        setting.required("InstanceID");
        setting.requiredNumber("ResourceType");
        if (setting.number("VirtualQuantity").isPresent()) {
            unit(setting, "VirtualQuantityUnits");
        }
        if (setting.number("Reservation").isPresent() || setting.number("Limit").isPresent()) {
            unit(setting, "AllocationUnits");
        }
    }

    private static void unit(Instance instance, String property) {
        String unit = instance.required(property);
        Expect.that(
                unit.replace(" ", "").matches(UNIT) || unit.startsWith("count("),
                instance.className() + "." + property + " as a programmatic unit",
                unit);
    }

    private static void poolIds(Client client, Virtualization virtualization, TestSystem system) {
        Set<String> known = virtualization.pools(client).stream()
                .map(pool -> pool.required("PoolID"))
                .collect(Collectors.toSet());
        for (Instance setting : pooled(client, system)) {
            Expect.that(known.contains(setting.required("PoolID")), "one of " + known, setting.required("PoolID"));
        }
    }

    private static List<Instance> pooled(Client client, TestSystem system) {
        List<Instance> settings = TestSystem.resources(client, system.state(client)).stream()
                .filter(setting -> setting.text("PoolID").isPresent())
                .toList();
        if (settings.isEmpty()) {
            throw new NotApplicable("no allocation setting of the system has a PoolID");
        }
        return settings;
    }

    private static void fromPool(Client client, TestSystem system) {
        for (Instance setting : pooled(client, system)) {
            Instance pool = client.only(setting, "CIM_ResourceAllocationFromPool", "CIM_ResourcePool");
            Expect.that(
                    pool.required("PoolID").equals(setting.required("PoolID")),
                    "the pool " + setting.required("PoolID"),
                    pool.required("PoolID"));
        }
    }

    private static void deviceFromPool(Client client, Virtualization virtualization, TestSystem system) {
        Set<String> pools = virtualization.pools(client).stream()
                .map(pool -> pool.reference().identity())
                .collect(Collectors.toSet());
        List<Instance> devices = client.associated(system.instance(client), "CIM_SystemDevice", "CIM_LogicalDevice");
        int found = 0;
        for (Instance device : devices) {
            for (Instance pool : client.associated(device, "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")) {
                found++;
                Expect.that(pools.contains(pool.reference().identity()), "a pool of the host", pool.reference());
                boolean back = client.associated(pool, "CIM_ElementAllocatedFromPool", "CIM_LogicalDevice").stream()
                        .anyMatch(each -> each.reference()
                                .identity()
                                .equals(device.reference().identity()));
                Expect.that(back, "a way back from the pool to " + device.reference(), "none");
            }
        }
        Expect.that(found > 0, "a pool for one of the devices", "none");
    }
}
