package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link VirtualSwitches} promises. */
abstract class VirtualSwitchesContract {
    private static final String LAN = PREFIX + "lan";

    private final HypervisorContract contract;
    private VirtualSwitches switches;

    VirtualSwitchesContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void needsSwitches() {
        Optional<VirtualSwitches> offered = contract.hypervisor().virtualSwitches();
        assumeTrue(offered.isPresent(), "no switches can be made here");
        switches = offered.orElseThrow();
    }

    @AfterEach
    void removeSwitches() {
        contract.removeSystems();
        find(LAN).ifPresent(left -> switches.delete(left.id()));
    }

    private Optional<VirtualSwitch> find(String name) {
        return contract.hypervisor().inventory().switches().stream()
                .filter(each -> each.settings().name().equals(name))
                .findFirst();
    }

    @Test
    void aSwitchKeepsItsIdentityWhileItIsChanged() {
        ResourcePool.Subnet subnet = new ResourcePool.Subnet(
                "10.213.7.1", 24, Optional.of(new ResourcePool.AddressRange("10.213.7.10", "10.213.7.20")));

        VirtualSwitch made = switches.define(VirtualSwitch.Settings.named(LAN));
        assertThat(made.active()).isTrue();
        assertThat(find(LAN)).contains(made);
        assertThat(made.settings().forwarding()).isEqualTo(VirtualSwitch.Forwarding.ISOLATED);
        switches.modify(made.id(), made.settings().withSubnet(Optional.of(subnet)));
        assertThat(find(LAN)).hasValueSatisfying(changed -> {
            assertThat(changed.id()).isEqualTo(made.id());
            assertThat(changed.settings().subnet()).contains(subnet);
            assertThat(changed.settings().bridge()).isEqualTo(made.settings().bridge());
        });
        assertThat(contract.hypervisor()
                        .inventory()
                        .pool(ResourceKind.NETWORK, LAN)
                        .orElseThrow()
                        .subnet())
                .contains(subnet);
        switches.delete(made.id());
        assertThat(find(LAN)).isEmpty();
    }

    @Test
    void aSwitchInUseStaysAsItIs() {
        VirtualSwitch made = switches.define(VirtualSwitch.Settings.named(LAN));
        Nic nic = contract.nic().withConnection(Nic.Attachment.NETWORK, LAN);
        SystemConfiguration plain = contract.configuration("plugged");
        SystemId id = contract.define(new SystemConfiguration(
                plain.settings(), plain.processor(), plain.memory(), plain.disks(), List.of(nic)));

        assertRefused(Reason.IN_USE, PREFIX + "plugged", () -> switches.delete(made.id()));
        contract.hypervisor().power(id, PowerAction.START);
        assertRefused(
                Reason.IN_USE,
                PREFIX + "plugged",
                () -> switches.modify(made.id(), made.settings().withForwarding(VirtualSwitch.Forwarding.NAT)));
        assertThat(find(LAN)).contains(made);
    }

    @Test
    void namesThatAreTakenAndUnknownIdsAreRefused() {
        assertRefused(
                Reason.ALREADY_EXISTS,
                contract.network(),
                () -> switches.define(VirtualSwitch.Settings.named(contract.network())));
        UUID nobody = UUID.randomUUID();
        assertRefused(Reason.NOT_FOUND, nobody.toString(), () -> switches.delete(nobody));
    }

    // What a host lacks for it, libvirt says; what must not happen is half a switch.
    @Test
    void aVlanIsKeptOrRefusedAndLeavesNothing() {
        VirtualSwitch.Settings tagged = VirtualSwitch.Settings.named(LAN).withVlan(42);
        try {
            assertThat(switches.define(tagged).settings().vlan()).hasValue(42);
        } catch (HypervisorException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(e).hasMessageContaining(LAN);
            assertThat(find(LAN)).isEmpty();
        }
    }
}
