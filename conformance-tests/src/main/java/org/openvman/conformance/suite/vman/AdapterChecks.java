package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Set;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** DSP1049 Storage Adapter Resource Virtualization: what disks are attached to, and the pools that it comes from. */
final class AdapterChecks {
    private static final String PROFILE = "Storage Adapter Resource Virtualization";

    /** IDE controller, parallel SCSI, Fibre Channel and iSCSI host bus adapter. */
    private static final Set<Long> ADAPTERS = Set.of(5L, 6L, 7L, 8L);

    private AdapterChecks() {}

    static CheckGroup group(Registrations registrations, TestSystem system) {
        return new CheckGroup("vman.adapter", "DSP1049")
                .conditional(
                        "pools",
                        "CIM_ResourcePool.ResourceType",
                        "A central instance is a pool of storage adapters",
                        client -> pools(client, registrations))
                .conditional(
                        "primordial",
                        "CIM_ResourcePool.Primordial",
                        "For each type of adapter there is a primordial pool",
                        client -> primordial(client, registrations))
                .conditional(
                        "capabilities",
                        "CIM_AllocationCapabilities",
                        "A pool of adapters says what may be asked of it, for its type",
                        client -> capabilities(client, registrations))
                .conditional(
                        "device",
                        "CIM_ElementAllocatedFromPool",
                        "A virtual adapter is a CIM_Controller from a pool of its type, defined by its setting",
                        client -> device(client, registrations, system));
    }

    private static List<Instance> conforming(Client client, Registrations registrations) {
        List<Instance> pools = registrations.all(client, PROFILE).stream()
                .flatMap(profile -> registrations.conforming(client, profile).stream())
                .toList();
        if (pools.isEmpty()) {
            throw new NotApplicable("the profile is not registered");
        }
        return pools;
    }

    private static void pools(Client client, Registrations registrations) {
        for (Instance pool : conforming(client, registrations)) {
            long type = pool.requiredNumber("ResourceType");
            Expect.that(ADAPTERS.contains(type), "a ResourceType of " + ADAPTERS, type);
        }
    }

    private static void primordial(Client client, Registrations registrations) {
        List<Instance> pools = conforming(client, registrations);
        for (Instance pool : pools) {
            boolean found = pools.stream()
                    .filter(other -> other.requiredNumber("ResourceType") == pool.requiredNumber("ResourceType"))
                    .anyMatch(other -> other.required("Primordial").equals("true"));
            Expect.that(found, "a primordial pool with the type of " + pool.required("PoolID"), "none");
        }
    }

    private static void capabilities(Client client, Registrations registrations) {
        for (Instance pool : conforming(client, registrations)) {
            Instance capabilities = client.only(pool, "CIM_ElementCapabilities", "CIM_AllocationCapabilities");
            Expect.that(
                    capabilities.requiredNumber("ResourceType") == pool.requiredNumber("ResourceType"),
                    "capabilities of the type of " + pool.required("PoolID"),
                    capabilities.required("ResourceType"));
        }
    }

    private static void device(Client client, Registrations registrations, TestSystem system) {
        conforming(client, registrations);
        List<Instance> adapters = client.associated(system.instance(client), "CIM_SystemDevice", "CIM_Controller");
        int checked = 0;
        for (Instance adapter : adapters) {
            Instance setting = client.only(adapter, "CIM_SettingsDefineState", "CIM_ResourceAllocationSettingData");
            long type = setting.requiredNumber("ResourceType");
            if (!ADAPTERS.contains(type)) {
                continue;
            }
            checked++;
            Instance pool = client.only(adapter, "CIM_ElementAllocatedFromPool", "CIM_ResourcePool");
            Expect.that(
                    pool.requiredNumber("ResourceType") == type,
                    "a pool of ResourceType " + type,
                    pool.required("ResourceType"));
            Expect.that(
                    setting.required("PoolID").equals(pool.required("PoolID")),
                    pool.required("PoolID"),
                    setting.required("PoolID"));
        }
        if (checked == 0) {
            throw new NotApplicable("the system has no storage adapter");
        }
    }
}
