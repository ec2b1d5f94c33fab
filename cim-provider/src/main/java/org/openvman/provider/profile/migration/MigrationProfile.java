package org.openvman.provider.profile.migration;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1081: each host that gives and takes systems has a service that moves its own ones to the others. */
public final class MigrationProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_VirtualSystemMigrationService";
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:VirtualSystemMigration/";
    private static final String DEFAULTS_ID = "OpenVMAN:VirtualSystemMigrationDefaults";

    /** CIM_VirtualSystemMigrationCapabilities: both checks are done on return, both moves are jobs. */
    private static final List<Integer> SYNCHRONOUS_METHODS = List.of(4, 5);

    private static final List<Integer> ASYNCHRONOUS_METHODS = List.of(2, 3);

    /** CIM_VirtualSystemMigrationCapabilities.DestinationHostFormatsSupported. */
    private static final List<Integer> HOST_FORMATS = List.of(2);

    private static final ClassView<String> DEFAULTS = ClassView.of(
                    "OpenVMAN_VirtualSystemMigrationSettingData", Source.only(DEFAULTS_ID))
            .property("InstanceID", id -> id)
            .constant("ElementName", "How a system moves when nothing else is asked for")
            .settings(MigrationSettings.VIEW, id -> MigrationSettings.DEFAULTS)
            .build();

    private final MigrationMethods methods;
    private final VirtualSystemProfile systems;
    private final ClassView<HostInventory> service;
    private final ClassView<HostInventory> capabilities;

    public MigrationProfile(Fleet fleet, JobEngine jobs, JobProfile jobProfile, VirtualSystemProfile systems) {
        this.methods = new MigrationMethods(fleet, jobs, jobProfile, systems);
        this.systems = systems;
        this.service = HostService.of(SERVICE_CLASS, "VirtualSystemMigration", "Migration from ", methods::isOfferedBy)
                .method("MigrateVirtualSystemToHost", methods::migrateToHost)
                .method("MigrateVirtualSystemToSystem", methods::migrateToSystem)
                .method("CheckVirtualSystemIsMigratableToHost", methods::checkToHost)
                .method("CheckVirtualSystemIsMigratableToSystem", methods::checkToSystem)
                .build();
        this.capabilities = HostService.capabilities(
                        "OpenVMAN_VirtualSystemMigrationCapabilities",
                        CAPABILITIES_PREFIX,
                        "How systems leave ",
                        methods::isOfferedBy)
                .constant("SynchronousMethodsSupported", SYNCHRONOUS_METHODS)
                .constant("AsynchronousMethodsSupported", ASYNCHRONOUS_METHODS)
                .constant("DestinationHostFormatsSupported", HOST_FORMATS)
                .build();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(service, capabilities, DEFAULTS);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                HostService.hosted(service, methods::isOfferedBy),
                HostService.managing(service, systems.system(), host -> host.systems().values().stream())
                        .build(),
                HostService.withCapabilities(service, capabilities),
                AssociationView.of(
                                "OpenVMAN_ElementSettingData",
                                service.as("ManagedElement"),
                                DEFAULTS.as("SettingData"),
                                (inventory, host) -> Stream.of(DEFAULTS_ID))
                        .constant("IsDefault", 1)
                        .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1081", "Virtual System Migration", "1.0.0", service, "DSP1042"));
    }
}
