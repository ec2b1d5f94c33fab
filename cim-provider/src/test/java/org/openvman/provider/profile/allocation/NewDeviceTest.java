package org.openvman.provider.profile.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

class NewDeviceTest {
    private static final int ETHERNET = 10;
    private static final int DISK = 17;

    // A guest of Xen has no driver for what KVM has, and Xen does not start it with that.
    @Test
    void whatASettingLeavesOpenFollowsTheKindOfSystem() {
        assertThat(disk("DMTF:KVM")).returns("vda", Disk::id).returns(Disk.Bus.VIRTIO, Disk::bus);
        assertThat(nic("DMTF:KVM").model()).isEqualTo("virtio");

        assertThat(disk("DMTF:XEN:PV")).returns("xvda", Disk::id).returns(Disk.Bus.XEN, Disk::bus);
        assertThat(nic("DMTF:XEN:PV").model()).isEqualTo("netfront");
    }

    private static Disk disk(String type) {
        return (Disk) made(type, setting(DISK));
    }

    private static Nic nic(String type) {
        return (Nic) made(type, setting(ETHERNET).with(CimProperty.string("PoolID", "NetworkPool/default")));
    }

    private static CimInstance setting(int resourceType) {
        return CimInstance.of(
                "CIM_ResourceAllocationSettingData", CimProperty.of("ResourceType", CimType.UINT16, resourceType));
    }

    private static Object made(String type, CimInstance setting) {
        SystemConfiguration configuration = new SystemConfiguration(
                SystemSettings.named("shop").withType(type),
                Processor.of(1, 1),
                new Memory(1, 1),
                List.of(),
                List.of());
        return new NewDevice(new Random(1)).from(setting, configuration);
    }
}
