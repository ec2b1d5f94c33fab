package org.openvman.provider.profile.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1097 Virtual Ethernet Switch: switches, their settings, and the service that defines, changes and destroys them. */
public final class SwitchProfile implements Profile {
    static final String SWITCH_CLASS = "OpenVMAN_VirtualEthernetSwitch";
    private static final String SERVICE_CLASS = "OpenVMAN_VirtualEthernetSwitchManagementService";
    private static final String SETTING_PREFIX = "OpenVMAN:switch/";
    private static final int ETHERNET_SWITCH = 38; // CIM_ComputerSystem.Dedicated

    static final ClassView<VirtualSwitch> SWITCH = ClassView.of(
                    SWITCH_CLASS, Source.keyed("Name", SwitchProfile::all, SwitchProfile::find))
            .constant("CreationClassName", SWITCH_CLASS)
            .property("Name", each -> each.id().toString())
            .property("ElementName", each -> each.settings().name())
            .constant("NameFormat", "Other")
            .constant("Dedicated", List.of(ETHERNET_SWITCH))
            .property("EnabledState", each -> each.active() ? 2 : 3)
            .constant("RequestedState", 12) // Not Applicable
            .constant("HealthState", 5) // OK
            .property("OperationalStatus", each -> List.of(each.active() ? 2 : 10)) // OK or Stopped
            .build();

    static final ClassView<VirtualSwitch> SETTINGS = ClassView.of(
                    "OpenVMAN_VirtualEthernetSwitchSettingData",
                    Source.keyed("InstanceID", SwitchProfile::all, SwitchProfile::findBySetting))
            .property("InstanceID", SwitchProfile::settingId)
            .settings(SwitchSettings.SETTINGS, VirtualSwitch::settings)
            .build();

    private final ClassView<HostInventory> service;

    public SwitchProfile(Fleet fleet) {
        SwitchManagement management = new SwitchManagement(fleet, SWITCH);
        this.service = HostService.of(SERVICE_CLASS, "VirtualEthernetSwitchManagement", "Virtual Ethernet switches of ")
                .method("DefineSystem", management::defineSystem)
                .method("ModifySystemSettings", management::modifySystemSettings)
                .method("DestroySystem", management::destroySystem)
                .build();
    }

    static String settingId(VirtualSwitch each) {
        return SETTING_PREFIX + each.id();
    }

    private static Stream<VirtualSwitch> all(Inventory inventory) {
        return inventory.hosts().flatMap(host -> host.switches().stream());
    }

    private static Optional<VirtualSwitch> find(Inventory inventory, String name) {
        try {
            UUID id = UUID.fromString(name);
            return all(inventory).filter(each -> each.id().equals(id)).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<VirtualSwitch> findBySetting(Inventory inventory, String id) {
        return id.startsWith(SETTING_PREFIX)
                ? find(inventory, id.substring(SETTING_PREFIX.length()))
                : Optional.empty();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(SWITCH, SETTINGS, service);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                AssociationView.of(
                                "OpenVMAN_HostedDependency",
                                HostProfile.HOST.as("Antecedent"),
                                SWITCH.as("Dependent"),
                                (Inventory inventory, HostInventory host) -> host.switches().stream())
                        .build(),
                HostService.hosted(service),
                HostService.managing(service, SWITCH, host -> host.switches().stream())
                        .build(),
                AssociationView.of(
                                "OpenVMAN_SettingsDefineState",
                                SWITCH.as("ManagedElement"),
                                SETTINGS.as("SettingData"),
                                (Inventory inventory, VirtualSwitch each) -> Stream.of(each))
                        .build(),
                // One configuration for now and for the next start, which leads to itself (DSP1057).
                AssociationView.of(
                                "OpenVMAN_ElementSettingData",
                                SETTINGS.as("ManagedElement"),
                                SETTINGS.as("SettingData"),
                                (Inventory inventory, VirtualSwitch each) -> Stream.of(each))
                        .constant("IsDefault", 1)
                        .constant("IsNext", 1)
                        .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1097", "Virtual Ethernet Switch", "1.0.0", SWITCH, "DSP1042"));
    }
}
