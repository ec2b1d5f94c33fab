package org.openvman.provider.profile.system;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1057 Virtual System: what a system is, which state it is in, its two configurations, and RequestStateChange. */
public final class VirtualSystemProfile implements Profile {
    public static final String SYSTEM_CLASS = "OpenVMAN_ComputerSystem";

    /** The InstanceID of the capabilities that all systems of a host share, before the host's. */
    private static final String CAPABILITIES_ID = "OpenVMAN:VirtualSystemCapabilities/";

    /** CIM_SettingData.ChangeableType: changeable, until the next start or for longer. */
    private static final int TRANSIENT = 1;

    private static final int PERSISTENT = 2;

    private final JobProfile jobProfile;
    private final StateChange stateChange;
    private final ClassView<VirtualSystem> system;
    private final Fleet fleet;
    private final ClassView<ConfiguredSystem> settings;
    private final ClassView<HostInventory> capabilities;

    public VirtualSystemProfile(Fleet fleet, JobEngine jobs, JobProfile jobProfile) {
        this.fleet = fleet;
        this.jobProfile = jobProfile;
        this.stateChange = new StateChange(fleet, jobs, jobProfile);
        this.system = systemView();
        this.settings = settingsView();
        this.capabilities = capabilitiesView();
    }

    /** The virtual systems. */
    public ClassView<VirtualSystem> system() {
        return system;
    }

    /** The jobs that change them. */
    public JobProfile jobs() {
        return jobProfile;
    }

    /** The settings of virtual systems that belong to no device, in both representations. */
    public ClassView<ConfiguredSystem> settings() {
        return settings;
    }

    private ClassView<VirtualSystem> systemView() {
        return ClassView.of(SYSTEM_CLASS, Source.keyed("Name", Inventory::systems, VirtualSystemProfile::find))
                .constant("CreationClassName", SYSTEM_CLASS)
                .property("Name", vs -> vs.id().toString())
                .property("ElementName", VirtualSystem::name)
                .property("Caption", vs -> title(vs))
                .constant("NameFormat", "Other")
                .constant("IdentifyingDescriptions", List.of("CIM:GUID"))
                .property("OtherIdentifyingInfo", vs -> List.of(vs.id().toString()))
                .property("EnabledState", vs -> SystemStates.enabledState(vs.state()))
                .property("RequestedState", this::requestedState)
                .constant("EnabledDefault", 2)
                .property("AvailableRequestedStates", vs -> RequestedState.availableFrom(vs.state(), can(vs)))
                .property("OperationalStatus", vs -> SystemStates.operationalStatus(vs.state()))
                .property("HealthState", vs -> SystemStates.healthState(vs.state()))
                .property("TimeOfLastStateChange", VirtualSystem::lastStateChange)
                .method("RequestStateChange", this::requestStateChange)
                .build();
    }

    private static ClassView<ConfiguredSystem> settingsView() {
        return ClassView.of(
                        "OpenVMAN_VirtualSystemSettingData",
                        Source.keyed("InstanceID", ConfiguredSystem::all, ConfiguredSystem::find))
                .property("InstanceID", configured -> configured.settingId().toString())
                .property(
                        "VirtualSystemIdentifier",
                        configured -> configured.configuration().settings().name())
                .property(
                        "ConfigurationID",
                        configured -> configured.representation().text())
                .property("ChangeableType", configured -> configured.isTransient() ? TRANSIENT : PERSISTENT)
                .settings(
                        SystemSettingView.SETTINGS,
                        configured -> configured.configuration().settings())
                .build();
    }

    /** What the host of a system can do with it. */
    private Set<PowerAction> can(VirtualSystem vs) {
        return fleet.inventory()
                .host(vs.host())
                .map(host -> host.host().powerActions())
                .orElse(Set.of());
    }

    private static String capabilitiesId(HostInventory host) {
        return CAPABILITIES_ID + host.host().id();
    }

    private static ClassView<HostInventory> capabilitiesView() {
        return ClassView.of(
                        "OpenVMAN_EnabledLogicalElementCapabilities",
                        Source.few("InstanceID", Inventory::hosts, VirtualSystemProfile::capabilitiesId))
                .property("InstanceID", VirtualSystemProfile::capabilitiesId)
                .constant("ElementName", "What can be asked of a virtual system")
                .constant("ElementNameEditSupported", true)
                .constant("MaxElementNameLen", 255)
                .property(
                        "RequestedStatesSupported",
                        host -> RequestedState.supported(host.host().powerActions()))
                .build();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(system, settings, capabilities);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                jobProfile.affecting(system),
                AssociationView.of(
                                "OpenVMAN_SettingsDefineState",
                                system.as("ManagedElement"),
                                settings.as("SettingData"),
                                (inventory, vs) -> Stream.of(ConfiguredSystem.stateOf(vs)))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_ElementSettingData",
                                settings.as("ManagedElement"),
                                settings.as("SettingData"),
                                VirtualSystemProfile::definitionOf)
                        .constant("IsDefault", 1)
                        .constant("IsNext", 1)
                        .property(
                                "IsPending",
                                (state, definition) ->
                                        Pending.code(state.system().restartPending()))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_ElementCapabilities",
                                system.as("ManagedElement"),
                                capabilities.as("Capabilities"),
                                (inventory, vs) -> inventory.host(vs.host()).stream())
                        .build());
    }

    /** The definition is reached from the state, and only from there (DSP1057, virtual system configurations). */
    private static Stream<ConfiguredSystem> definitionOf(Inventory inventory, ConfiguredSystem configured) {
        return configured.representation() == Representation.STATE
                ? Stream.of(configured.definition())
                : Stream.empty();
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1057", "Virtual System", "1.0.0", system, "DSP1042"));
    }

    private static Optional<VirtualSystem> find(Inventory inventory, String name) {
        try {
            return inventory.system(SystemId.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> title(VirtualSystem vs) {
        return Optional.of(vs.current().settings().title()).filter(title -> !title.isEmpty());
    }

    private int requestedState(VirtualSystem vs) {
        // 12: Not Applicable, nobody has asked this endpoint for a state yet.
        return stateChange.lastRequest(vs.id()).map(RequestedState::code).orElse(12);
    }

    private Outcome requestStateChange(VirtualSystem vs, MethodCall call) {
        return stateChange.request(vs, call.pathOf(system, vs), call);
    }
}
