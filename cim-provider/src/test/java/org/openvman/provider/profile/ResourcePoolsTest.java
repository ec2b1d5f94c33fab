package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** DSP1041 and DSP1043: pools that clients make, use and remove, and what may be asked of them. */
class ResourcePoolsTest {
    private final SimulatedProvider provider = new SimulatedProvider("simulator:?name=pools");

    @AfterEach
    void close() {
        provider.close();
    }

    private CimPath pool(String poolId) {
        return provider.enumerate("CIM_ResourcePool").stream()
                .filter(pool -> pool.string("PoolID").orElseThrow().equals(poolId))
                .map(provider::path)
                .findFirst()
                .orElseThrow();
    }

    private CimPath service() {
        return provider.path(
                provider.enumerate("CIM_ResourcePoolConfigurationService").get(0));
    }

    private MethodResult create(String name, String parent, long bytes) {
        return provider.invoke(
                service(),
                "CreateChildResourcePool",
                CimArgument.of("ElementName", CimType.STRING, name),
                CimArgument.of(
                        "Settings",
                        CimType.EMBEDDED,
                        List.of(CimInstance.of(
                                "CIM_ResourceAllocationSettingData",
                                CimProperty.of("VirtualQuantity", CimType.UINT64, bytes),
                                CimProperty.string("VirtualQuantityUnits", "byte")))),
                CimArgument.of("ParentPool", CimType.REFERENCE, List.of(pool(parent))));
    }

    private MethodResult delete(String poolId) {
        return provider.invoke(service(), "DeleteResourcePool", CimArgument.reference("Pool", pool(poolId)));
    }

    private CimPath defineWithDiskIn(String poolId, long bytes) {
        CimInstance disk = CimInstance.of(
                "CIM_StorageAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, 17),
                CimProperty.string("PoolID", poolId),
                CimProperty.of("VirtualQuantity", CimType.UINT64, bytes),
                CimProperty.string("VirtualQuantityUnits", "byte"));
        MethodResult result = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(disk)));
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    @Test
    void aChildPoolIsCutOutOfTheParentAndGoesBack() {
        long free = capacity("StoragePool/default");

        MethodResult made = create("fast", "StoragePool/0", 4L << 30);

        assertThat(made.returnCode()).isZero();
        assertThat(CimArgument.find(made.out(), "Pool")).contains(pool("StoragePool/fast"));
        assertThat(capacity("StoragePool/fast")).isEqualTo(4L << 30);
        assertThat(capacity("StoragePool/default")).isEqualTo(free - (4L << 30));
        assertThat(provider.only(pool("StoragePool/fast"), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")
                        .string("PoolID"))
                .contains("StoragePool/0");
        assertThat(delete("StoragePool/fast").returnCode()).isZero();
        assertThat(capacity("StoragePool/default")).isEqualTo(free);
    }

    private long capacity(String poolId) {
        return provider.get(pool(poolId)).number("Capacity").orElseThrow();
    }

    @Test
    void refusalsHaveTheCodesOfTheSchema() {
        create("fast", "StoragePool/0", 1L << 30);
        defineWithDiskIn("StoragePool/fast", 1L << 20);

        assertThat(delete("StoragePool/fast").returnCode()).as("In Use").isEqualTo(6);
        assertThat(delete("StoragePool/0").returnCode()).as("Not Supported").isEqualTo(1);
        assertThat(create("huge", "StoragePool/0", 1L << 60).returnCode())
                .as("Insufficient Resources")
                .isEqualTo(8);
        assertThat(create("network", "NetworkPool/0", 1).returnCode())
                .as("Incorrect ResourceType for the Pool")
                .isEqualTo(7);
        assertThat(create("fast", "StoragePool/0", 1).returnCode())
                .as("Invalid Parameter")
                .isEqualTo(5);
    }

    @Test
    void aDiskComesFromThePoolThatItNames() {
        create("fast", "StoragePool/0", 1L << 30);

        CimPath system = defineWithDiskIn("StoragePool/fast", 1L << 20);

        CimInstance disk = provider.only(system, "CIM_SystemDevice", "CIM_LogicalDisk");
        assertThat(provider.only(provider.path(disk), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")
                        .string("PoolID"))
                .contains("StoragePool/fast");
        assertThatThrownBy(() -> defineWithDiskIn("StoragePool/nowhere", 1L << 20))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> defineWithDiskIn("NetworkPool/default", 1L << 20))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("NetworkPool/default");
    }

    private MethodResult createPart(String name, String parent, long quantity, String unit) {
        return provider.invoke(
                service(),
                "CreateChildResourcePool",
                CimArgument.of("ElementName", CimType.STRING, name),
                CimArgument.of("Settings", CimType.EMBEDDED, List.of(sized(quantity, unit))),
                CimArgument.of("ParentPool", CimType.REFERENCE, List.of(pool(parent))));
    }

    private static CimInstance sized(long quantity, String unit) {
        return CimInstance.of(
                "CIM_ResourceAllocationSettingData",
                CimProperty.of("VirtualQuantity", CimType.UINT64, quantity),
                CimProperty.string("VirtualQuantityUnits", unit));
    }

    private long reserved(String poolId) {
        return provider.get(pool(poolId)).number("Reserved").orElseThrow();
    }

    // DSP1041, pool hierarchy, and DSP1044: a part of the processors is reserved for whatever is allocated from it.
    @Test
    void processorsAndMemoryArePartedToo() {
        long free = reserved("MemoryPool/0");
        assertThat(createPart("half", "ProcessorPool/0", 50, "percent").returnCode())
                .isZero();
        assertThat(createPart("half", "MemoryPool/0", 1, "byte * 2^30").returnCode())
                .isZero();
        assertThat(provider.get(pool("ProcessorPool/half")).string("AllocationUnits"))
                .contains("percent");
        assertThat(capacity("ProcessorPool/half")).isEqualTo(50);
        assertThat(reserved("MemoryPool/0") - free).isEqualTo(1L << 30);
        assertThat(provider.only(pool("MemoryPool/half"), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")
                        .string("PoolID"))
                .contains("MemoryPool/0");

        MethodResult defined = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(fromPool(3, "ProcessorPool/half"), fromPool(4, "MemoryPool/half"))));

        CimPath system =
                (CimPath) CimArgument.find(defined.out(), "ResultingSystem").orElseThrow();
        CimInstance memory = provider.only(system, "CIM_SystemDevice", "CIM_Memory");
        assertThat(provider.only(provider.path(memory), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")
                        .string("PoolID"))
                .contains("MemoryPool/half");
        assertThat(delete("ProcessorPool/half").returnCode()).as("In Use").isEqualTo(6);
        assertThatThrownBy(() -> provider.invoke(
                        provider.managementService(),
                        "DefineSystem",
                        CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(fromPool(3, "MemoryPool/half")))))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("MemoryPool/half");
    }

    private static CimInstance fromPool(int type, String poolId) {
        return CimInstance.of(
                "CIM_ResourceAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, type),
                CimProperty.string("PoolID", poolId));
    }

    // AddResourcesToResourcePool takes devices of the host; of those, only processors are many and alike.
    @Test
    void poolsGrowAndShrink() {
        createPart("part", "ProcessorPool/0", 1, "count");
        createPart("part", "MemoryPool/0", 1, "byte * 2^30");
        CimPath processor = hostProcessor();
        long threads = provider.enumerate("CIM_ProcessorCapabilities").stream()
                .findFirst()
                .flatMap(capabilities -> capabilities.number("NumberOfHardwareThreads"))
                .orElseThrow();

        assertThat(resources("AddResourcesToResourcePool", "ProcessorPool/part", processor))
                .isZero();
        assertThat(capacity("ProcessorPool/part")).isEqualTo(100 + 100 * threads);
        assertThat(resources("RemoveResourcesFromResourcePool", "ProcessorPool/part", processor))
                .isZero();
        assertThat(capacity("ProcessorPool/part")).isEqualTo(100);
        assertThat(resources("RemoveResourcesFromResourcePool", "ProcessorPool/part", processor))
                .as("Invalid Parameter: nothing would be left")
                .isEqualTo(5);
        assertThat(resources("AddResourcesToResourcePool", "MemoryPool/part", processor))
                .as("Not Supported")
                .isEqualTo(1);
        assertThat(resources("AddResourcesToResourcePool", "StoragePool/default", processor))
                .as("Not Supported")
                .isEqualTo(1);

        assertThat(resize("MemoryPool/part", "MemoryPool/0", 2)).isZero();
        assertThat(capacity("MemoryPool/part")).isEqualTo(2L << 30);
        assertThat(resize("MemoryPool/part", "ProcessorPool/0", 2))
                .as("Incorrect ResourceType for the Pool")
                .isEqualTo(7);
        assertThat(resize("MemoryPool/part", "MemoryPool/0", 1L << 30))
                .as("Insufficient Resources")
                .isEqualTo(8);
    }

    private CimPath hostProcessor() {
        return provider.enumerate("CIM_Processor").stream()
                .filter(processor -> processor
                        .string("SystemCreationClassName")
                        .orElseThrow()
                        .contains("Host"))
                .map(provider::path)
                .findFirst()
                .orElseThrow();
    }

    private long resources(String method, String poolId, CimPath device) {
        return provider.invoke(
                        service(),
                        method,
                        CimArgument.of("HostResources", CimType.REFERENCE, List.of(device)),
                        CimArgument.reference("Pool", pool(poolId)))
                .returnCode();
    }

    private long resize(String child, String parent, long gibibytes) {
        return provider.invoke(
                        service(),
                        "ChangeParentResourcePool",
                        CimArgument.reference("ChildPool", pool(child)),
                        CimArgument.of("ParentPool", CimType.REFERENCE, List.of(pool(parent))),
                        CimArgument.of("Settings", CimType.EMBEDDED, List.of(sized(gibibytes, "byte * 2^30"))))
                .returnCode();
    }

    // DSP1049: IDE and SCSI adapters are resources of their own types, each from a pool of its type.
    @Test
    void storageAdaptersComeFromPoolsOfTheirTypes() {
        MethodResult defined = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(CimInstance.of(
                                "CIM_ResourceAllocationSettingData",
                                CimProperty.of("ResourceType", CimType.UINT16, 6)))));
        CimPath system =
                (CimPath) CimArgument.find(defined.out(), "ResultingSystem").orElseThrow();

        CimInstance adapter = provider.only(system, "CIM_SystemDevice", "CIM_Controller");
        assertThat(adapter.number("ProtocolSupported")).contains(9L);
        CimInstance pool = provider.only(provider.path(adapter), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool");
        assertThat(pool.string("PoolID")).contains("SCSIControllerPool/0");
        assertThat(pool.number("ResourceType")).contains(6L);
        assertThat(provider.only(provider.path(adapter), "CIM_SettingsDefineState", "CIM_ResourceAllocationSettingData")
                        .string("PoolID"))
                .contains("SCSIControllerPool/0");
        assertThat(provider.only(provider.path(pool), "CIM_ElementCapabilities", "CIM_AllocationCapabilities")
                        .number("ResourceType"))
                .contains(6L);
    }

    // DSP1043: the four settings are told apart by ValueRole and ValueRange alone, and what they say is what happens.
    @Test
    void capabilitiesTellTheTruthAboutDisks() {
        create("small", "StoragePool/0", 64L << 20);
        Map<List<Long>, Long> bounds = bounds("StoragePool/small");
        long usual = bounds.get(List.of(0L, 0L));
        long most = bounds.get(List.of(3L, 2L));

        CimPath system = defineWithDiskIn("StoragePool/small", 0);
        CimInstance disk = provider.only(system, "CIM_SystemDevice", "CIM_LogicalDisk");
        assertThat(disk.number("NumberOfBlocks")).contains(usual / 512);
        assertThat(bounds.get(List.of(3L, 3L))).isEqualTo(512);
        assertThat(defineWithDiskIn("StoragePool/small", most)).isNotNull();
        assertThatThrownBy(() -> defineWithDiskIn("StoragePool/small", most + 1))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("small");
    }

    private Map<List<Long>, Long> bounds(String poolId) {
        CimInstance capabilities = provider.only(pool(poolId), "CIM_ElementCapabilities", "CIM_AllocationCapabilities");
        Map<List<Long>, Long> bounds = new HashMap<>();
        provider.operations()
                .references(
                        SimulatedProvider.CONTEXT,
                        AssociationQuery.of(provider.path(capabilities)).to("CIM_SettingsDefineCapabilities"),
                        PropertyFilter.ALL)
                .forEach(link -> bounds.put(
                        List.of(
                                link.number("ValueRole").orElseThrow(),
                                link.number("ValueRange").orElseThrow()),
                        provider.get(link.reference("PartComponent").orElseThrow())
                                .number("VirtualQuantity")
                                .orElseThrow()));
        return bounds;
    }
}
