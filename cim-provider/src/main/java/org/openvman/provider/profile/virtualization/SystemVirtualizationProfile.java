package org.openvman.provider.profile.virtualization;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/** DSP1042: each host has a management service, says what it can do, and hosts its virtual systems. */
public final class SystemVirtualizationProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_VirtualSystemManagementService";
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:VirtualSystemManagement/";

    /** CIM_VirtualSystemManagementCapabilities.SynchronousMethodsSupported: those that are always done on return. */
    private static final List<Integer> SYNCHRONOUS_METHODS = List.of(3, 5, 6, 7, 10);

    /** CIM_VirtualSystemManagementCapabilities.AsynchronousMethodsSupported: DefineSystem, a job where disks are copied. */
    private static final List<Integer> ASYNCHRONOUS_METHODS = List.of(2);

    private final VirtualSystemProfile systems;
    private final ClassView<HostInventory> service;
    private final ClassView<HostInventory> capabilities;

    public SystemVirtualizationProfile(
            VirtualSystemProfile systems,
            SystemDefinition definition,
            SystemChange change,
            SystemExport exports,
            SystemImport imports) {
        this.systems = systems;
        this.service = HostService.of(SERVICE_CLASS, "VirtualSystemManagement", "Virtual systems of ")
                .method("DefineSystem", definition::defineSystem)
                .method("DestroySystem", definition::destroySystem)
                .method("AddResourceSettings", change::addResourceSettings)
                .method("ModifyResourceSettings", change::modifyResourceSettings)
                .method("ModifySystemSettings", change::modifySystemSettings)
                .method("RemoveResourceSettings", change::removeResourceSettings)
                .method("ExportSystem", exports::exportSystem)
                .method("ImportSystem", imports::importSystem)
                .build();
        this.capabilities = HostService.capabilities(
                        "OpenVMAN_VirtualSystemManagementCapabilities",
                        CAPABILITIES_PREFIX,
                        "What can be done with virtual systems of ",
                        host -> true)
                .property(
                        "VirtualSystemTypesSupported",
                        host -> List.of(host.host().systemType()))
                .constant("SynchronousMethodsSupported", SYNCHRONOUS_METHODS)
                .constant("AsynchronousMethodsSupported", ASYNCHRONOUS_METHODS)
                .constant("ElementNameEditSupported", true)
                .constant("MaxElementNameLen", 255)
                .build();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(service, capabilities);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                AssociationView.of(
                                "OpenVMAN_HostedDependency",
                                HostProfile.HOST.as("Antecedent"),
                                systems.system().as("Dependent"),
                                (inventory, host) -> host.systems().values().stream())
                        .build(),
                HostService.hosted(service),
                HostService.managing(service, systems.system(), host -> host.systems().values().stream())
                        .build(),
                AssociationView.of(
                                "OpenVMAN_ElementCapabilities",
                                HostProfile.HOST.as("ManagedElement"),
                                capabilities.as("Capabilities"),
                                (inventory, host) -> Stream.of(host))
                        .build(),
                HostService.withCapabilities(service, capabilities));
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1042", "System Virtualization", "1.0.0", HostProfile.HOST, ""));
    }
}
