package org.openvman.provider.profile.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.profile.allocation.AllocationSettings;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/**
 * The snapshot feature of DSP1042: hosts that can take snapshots have a service for it, each of their systems says which
 * kinds it can have now, and each snapshot is a VSSD beside those of the system's configurations, with allocation settings
 * of its own: the devices as they were.
 */
public final class SnapshotProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_VirtualSystemSnapshotService";
    private static final String SERVICE_PREFIX = "OpenVMAN:VirtualSystemSnapshotService/";
    private static final String SYSTEM_PREFIX = "OpenVMAN:VirtualSystemSnapshot/";

    /** CIM_VirtualSystemSnapshotServiceCapabilities: create, destroy and apply, each as a job. */
    private static final List<Integer> METHODS = List.of(2, 3, 4);

    /** CIM_AffectedJobElement.ElementEffects. */
    private static final int CREATE = 5;

    private static final ClassView<SystemSnapshot> SNAPSHOT = ClassView.of(
                    "OpenVMAN_SnapshotSettingData",
                    Source.keyed("InstanceID", SystemSnapshot::all, SystemSnapshot::find))
            .property("InstanceID", SystemSnapshot::instanceId)
            .property("ElementName", taken -> taken.snapshot().name())
            .property(
                    "Description",
                    taken -> Optional.of(taken.snapshot().notes()).filter(notes -> !notes.isEmpty()))
            .property("VirtualSystemIdentifier", taken -> taken.system().name())
            .property("VirtualSystemType", SystemSnapshot::type)
            .property("ConfigurationID", taken -> taken.snapshot().name())
            .property("CreationTime", taken -> taken.snapshot().created())
            .constant("ChangeableType", SystemSnapshot.NOT_CHANGEABLE)
            .build();

    private static final ClassView<SnapshotDevice<Processor>> PROCESSOR =
            SnapshotDevice.view("OpenVMAN_SnapshotProcessorSettingData", Processor.class, AllocationSettings.PROCESSOR);
    private static final ClassView<SnapshotDevice<Memory>> MEMORY =
            SnapshotDevice.view("OpenVMAN_SnapshotMemorySettingData", Memory.class, AllocationSettings.MEMORY);
    private static final ClassView<SnapshotDevice<Disk>> DISK =
            SnapshotDevice.view("OpenVMAN_SnapshotStorageSettingData", Disk.class, AllocationSettings.DISK);
    private static final ClassView<SnapshotDevice<Nic>> NIC =
            SnapshotDevice.view("OpenVMAN_SnapshotEthernetPortSettingData", Nic.class, AllocationSettings.NIC);
    private static final ClassView<SnapshotDevice<Peripheral>> PERIPHERAL = SnapshotDevice.view(
            "OpenVMAN_SnapshotPeripheralSettingData", Peripheral.class, AllocationSettings.PERIPHERAL);

    private final SnapshotMethods methods;
    private final JobProfile jobProfile;
    private final VirtualSystemProfile systems;
    private final ClassView<HostInventory> service;
    private final ClassView<HostInventory> serviceCapabilities;
    private final ClassView<VirtualSystem> capabilities;

    public SnapshotProfile(Fleet fleet, JobEngine jobs, JobProfile jobProfile, VirtualSystemProfile systems) {
        this.methods = new SnapshotMethods(fleet, jobs, jobProfile, systems, SNAPSHOT);
        this.jobProfile = jobProfile;
        this.systems = systems;
        this.service = serviceView();
        this.serviceCapabilities = serviceCapabilitiesView();
        this.capabilities = capabilitiesView();
    }

    private ClassView<HostInventory> serviceView() {
        return HostService.of(
                        SERVICE_CLASS,
                        "VirtualSystemSnapshot",
                        "Snapshots on ",
                        host -> methods.of(host).isPresent())
                .method("CreateSnapshot", methods::createSnapshot)
                .method("ApplySnapshot", methods::applySnapshot)
                .method("DestroySnapshot", methods::destroySnapshot)
                .build();
    }

    private ClassView<HostInventory> serviceCapabilitiesView() {
        return HostService.capabilities(
                        "OpenVMAN_VirtualSystemSnapshotServiceCapabilities",
                        SERVICE_PREFIX,
                        "Which snapshots there can be on ",
                        host -> methods.of(host).isPresent())
                // Spelled so in the schema.
                .constant("AynchronousMethodsSupported", METHODS)
                .constant("SnapshotTypesSupported", SnapshotType.codes(List.of(Snapshot.Kind.values())))
                .build();
    }

    private ClassView<VirtualSystem> capabilitiesView() {
        return ClassView.of(
                        "OpenVMAN_VirtualSystemSnapshotCapabilities",
                        Source.keyed(
                                "InstanceID",
                                inventory -> hosts(inventory).flatMap(SnapshotProfile::systemsOf),
                                this::system))
                .property("InstanceID", system -> SYSTEM_PREFIX + system.id())
                .property("ElementName", system -> "Which snapshots " + system.name() + " can have now")
                .property("SnapshotTypesEnabled", methods::typesOf)
                .constant("GuestOSNotificationEnabled", false)
                .build();
    }

    private Stream<HostInventory> hosts(Inventory inventory) {
        return inventory.hosts().filter(host -> methods.of(host).isPresent());
    }

    private Optional<HostInventory> host(Inventory inventory, String id) {
        return HostProfile.find(inventory, id).filter(host -> methods.of(host).isPresent());
    }

    private static Stream<VirtualSystem> systemsOf(HostInventory host) {
        return host.systems().values().stream();
    }

    private Optional<VirtualSystem> system(Inventory inventory, String instanceId) {
        try {
            return inventory
                    .system(SystemId.parse(instanceId.replace(SYSTEM_PREFIX, "")))
                    .filter(system -> host(inventory, system.host().value()).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(service, serviceCapabilities, capabilities, SNAPSHOT, PROCESSOR, MEMORY, DISK, NIC, PERIPHERAL);
    }

    private static <D extends Device> AssociationView<?, ?> component(
            Class<D> kind, ClassView<SnapshotDevice<D>> setting) {
        return AssociationView.of(
                        "OpenVMAN_VirtualSystemSettingDataComponent",
                        SNAPSHOT.as("GroupComponent"),
                        setting.as("PartComponent"),
                        (inventory, taken) -> SnapshotDevice.of(taken, kind))
                .build();
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                HostService.hosted(service, offered -> methods.of(offered).isPresent()),
                HostService.managing(service, systems.system(), SnapshotProfile::systemsOf)
                        .build(),
                HostService.withCapabilities(service, serviceCapabilities),
                AssociationView.of(
                                "OpenVMAN_ElementCapabilities",
                                systems.system().as("ManagedElement"),
                                capabilities.as("Capabilities"),
                                (inventory, system) -> system(inventory, SYSTEM_PREFIX + system.id()).stream())
                        .build(),
                AssociationView.of(
                                "OpenVMAN_SnapshotOfVirtualSystem",
                                systems.system().as("Antecedent"),
                                SNAPSHOT.as("Dependent"),
                                (inventory, system) -> SystemSnapshot.of(system))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_LastAppliedSnapshot",
                                SNAPSHOT.as("Antecedent"),
                                systems.system().as("Dependent"),
                                (inventory, taken) -> Stream.of(taken.system())
                                        .filter(system -> system.snapshots()
                                                .lastApplied()
                                                .equals(Optional.of(
                                                        taken.snapshot().name()))))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_MostCurrentSnapshotInBranch",
                                systems.system().as("Antecedent"),
                                SNAPSHOT.as("Dependent"),
                                (inventory, system) -> SystemSnapshot.of(
                                        system, system.snapshots().current())
                                        .stream())
                        .build(),
                AssociationView.of(
                                "OpenVMAN_SnapshotDependency",
                                SNAPSHOT.as("Dependent"),
                                SNAPSHOT.as("Antecedent"),
                                (inventory, taken) -> taken.parent())
                        .build(),
                component(Processor.class, PROCESSOR),
                component(Memory.class, MEMORY),
                component(Disk.class, DISK),
                component(Nic.class, NIC),
                component(Peripheral.class, PERIPHERAL),
                jobProfile.affecting(SNAPSHOT, CREATE));
    }
}
