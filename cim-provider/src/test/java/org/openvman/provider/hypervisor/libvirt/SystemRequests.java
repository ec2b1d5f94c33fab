package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** What a client asks of small systems with a disk of one mebibyte. */
record SystemRequests(ProviderUnderTest provider) {
    private static final int MEMORY = 4;
    private static final int DISK = 17;

    CimPath define(String name) {
        MethodResult result = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of(
                        "SystemSettings",
                        CimType.EMBEDDED,
                        CimInstance.of("CIM_VirtualSystemSettingData", CimProperty.string("ElementName", name))),
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(resource(MEMORY, 64, "byte * 2^20"), resource(DISK, 1 << 20, "byte"))));
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    void addDisk(CimPath system) {
        CimInstance settings = provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
        provider.invoke(
                provider.managementService(),
                "AddResourceSettings",
                CimArgument.reference("AffectedConfiguration", provider.path(settings)),
                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(resource(DISK, 1 << 20, "byte"))));
    }

    MethodResult destroy(CimPath system) {
        return provider.invoke(
                provider.managementService(), "DestroySystem", CimArgument.reference("AffectedSystem", system));
    }

    MethodResult changeState(CimPath system, int state) {
        return provider.invoke(system, "RequestStateChange", CimArgument.of("RequestedState", CimType.UINT16, state));
    }

    private static CimInstance resource(int type, long quantity, String units) {
        return CimInstance.of(
                "CIM_ResourceAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, type),
                CimProperty.of("VirtualQuantity", CimType.UINT64, quantity),
                CimProperty.string("AllocationUnits", units));
    }
}
