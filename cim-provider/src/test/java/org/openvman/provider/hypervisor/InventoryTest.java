package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A system that two hosts report is one system, on one of them. */
class InventoryTest {
    private static final SystemId SYSTEM = new SystemId(new UUID(0, 1));
    private static final HostId LEFT = new HostId("left");
    private static final HostId RIGHT = new HostId("right");

    // The steps of a live migration from right to left, as libvirt reports them.
    @Test
    void aSystemChangesItsHostOnceWhenItMigrates() {
        Inventory before = Inventory.EMPTY.with(host(LEFT)).with(host(RIGHT, SystemState.ACTIVE));
        Inventory incoming = before.with(host(LEFT, SystemState.PAUSED));
        Inventory stopped = incoming.with(host(RIGHT, SystemState.PAUSED));
        Inventory going = stopped.with(host(LEFT, SystemState.ACTIVE));
        Inventory after = going.with(host(RIGHT));

        assertThat(List.of(hostIn(before), hostIn(incoming), hostIn(stopped), hostIn(going), hostIn(after)))
                .containsExactly(RIGHT, RIGHT, RIGHT, LEFT, LEFT);
    }

    @Test
    void aSystemIsBackAtOnceWhenTheOtherHostIsLost() {
        Inventory both = Inventory.EMPTY.with(host(LEFT, SystemState.PAUSED)).with(host(RIGHT, SystemState.ACTIVE));

        assertThat(hostIn(both)).isEqualTo(RIGHT);
        assertThat(hostIn(both.with(host(RIGHT, SystemState.ACTIVE).lost()))).isEqualTo(LEFT);
    }

    private static HostId hostIn(Inventory inventory) {
        assertThat(inventory.systems()).hasSize(1);
        VirtualSystem seen = inventory.system(SYSTEM).orElseThrow();
        assertThat(inventory.host(seen.host()).orElseThrow().systems()).containsKey(SYSTEM);
        return seen.host();
    }

    private static HostInventory host(HostId id) {
        Host host = new Host(
                id,
                id.value(),
                "Test",
                "1",
                "DMTF:KVM",
                "test:" + id,
                Host.Communication.OK,
                new Host.Cpu("x86_64", "any", 1000, 1, 1, 1),
                1,
                1L << 30,
                HostHardware.UNKNOWN,
                Set.of(),
                Set.of());
        return new HostInventory(host, Map.of(), List.of());
    }

    private static HostInventory host(HostId id, SystemState state) {
        SystemConfiguration configuration = new SystemConfiguration(
                SystemSettings.named("moving"),
                Processor.of(1, 1),
                new Memory(1L << 20, 1L << 20),
                List.of(),
                List.of());
        VirtualSystem system = new VirtualSystem(
                SYSTEM,
                id,
                state,
                configuration,
                state.isLive() ? Optional.of(configuration) : Optional.empty(),
                Optional.empty(),
                SnapshotTree.NONE,
                List.of());
        return host(id).with(SYSTEM, Optional.of(system));
    }
}
