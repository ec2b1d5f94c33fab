package org.openvman.provider.profile.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.service.Application;
import org.openvman.provider.service.Applications;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/**
 * Deployed services, their tiers and members, and on each host the two services that deploy and manage them. What they
 * do is in {@link ServiceMethods}.
 */
public final class ServiceProfile implements Profile {
    private static final String APPLICATION_CLASS = "OpenVMAN_ApplicationSystem";
    private static final int N_PLUS_1 = 2; // CIM_RedundancySet.TypeOfSet

    private final Applications applications;
    private final Fleet fleet;
    private final VirtualSystemProfile systems;
    private final JobProfile jobs;
    private final ClassView<Application> application;
    private final ClassView<DeployedTier> tier;
    private final ClassView<HostInventory> installation;
    private final ClassView<HostInventory> management;

    public ServiceProfile(
            Applications applications,
            Fleet fleet,
            VirtualSystemProfile systems,
            JobProfile jobs,
            ServiceMethods methods) {
        this.applications = applications;
        this.fleet = fleet;
        this.systems = systems;
        this.jobs = jobs;
        this.application = ClassView.of(
                        APPLICATION_CLASS,
                        Source.keyed(
                                "Name",
                                inventory -> applications.all().stream(),
                                (inventory, name) -> applications.find(name)))
                .constant("CreationClassName", APPLICATION_CLASS)
                .property("Name", Application::name)
                .property("ElementName", Application::name)
                .property("Caption", app -> app.name() + " " + app.version())
                .property("Description", app -> app.vendor() + " " + app.name() + " " + app.version())
                .property("EnabledState", app -> ServiceStates.enabledState(app.state()))
                .property("OperationalStatus", app -> List.of(ServiceStates.operationalStatus(app.state())))
                .property("StatusDescriptions", ServiceProfile::statusDescriptions)
                .property("HealthState", app -> ServiceStates.healthState(app.state()))
                .build();
        this.tier = ClassView.of("OpenVMAN_Tier", DeployedTier.source(applications))
                .property("InstanceID", DeployedTier::instanceId)
                .property("ElementName", deployed -> deployed.tier().name())
                .property(
                        "Caption",
                        deployed -> Optional.of(deployed.tier().title()).filter(title -> !title.isEmpty()))
                .constant("TypeOfSet", List.of(N_PLUS_1))
                .property("RedundancyStatus", deployed -> ServiceStates.redundancyStatus(deployed.tier()))
                .property("MinNumberNeeded", deployed -> deployed.tier().min())
                .property("MaxNumberSupported", deployed -> deployed.tier().max())
                .build();
        this.installation = serviceView("OpenVMAN_SoftwareInstallationService", "Deploys service packages on ")
                .method("InstallFromURI", methods::installFromUri)
                .build();
        this.management = serviceView("OpenVMAN_ServiceManagementService", "Manages the services deployed on ")
                .method("AdjustTier", (host, call) -> methods.adjustTier(call, tier))
                .method("ScaleTier", (host, call) -> methods.scaleTier(call, tier))
                .method("StartApplication", (host, call) -> methods.start(call, application))
                .method("StopApplication", (host, call) -> methods.stop(call, application))
                .method("UndeployService", (host, call) -> methods.undeploy(call, application))
                .build();
    }

    private static ClassView.Builder<HostInventory> serviceView(String className, String purpose) {
        return HostService.of(className, className.substring(className.indexOf('_') + 1), purpose);
    }

    private static List<String> statusDescriptions(Application application) {
        String state = application.state().name();
        return List.of(application.message().isEmpty() ? state : state + ": " + application.message());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(application, tier, installation, management);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                jobs.affecting(application),
                jobs.affecting(tier),
                AssociationView.of(
                                "OpenVMAN_TierOfApplication",
                                application.as("Antecedent"),
                                tier.as("Dependent"),
                                (inventory, app) -> DeployedTier.of(app))
                        .live()
                        .build(),
                AssociationView.of(
                                "OpenVMAN_MemberOfTier",
                                tier.as("Collection"),
                                systems.system().as("Member"),
                                ServiceProfile::members)
                        .live()
                        .property(
                                "MemberName",
                                (deployed, system) ->
                                        deployed.member(system.id()).map(Application.Member::name))
                        .property(
                                "Address",
                                (deployed, system) ->
                                        deployed.member(system.id()).map(Application.Member::address))
                        .property("Port", (deployed, system) -> deployed.port(system.id()))
                        .property("URL", this::url)
                        .property(
                                "Ready",
                                (deployed, system) ->
                                        deployed.member(system.id()).map(Application.Member::ready))
                        .build(),
                HostService.hosted(installation),
                HostService.hosted(management),
                HostService.managing(management, application, this::on).live().build());
    }

    /** The members that exist: while a service is deployed or removed, some do not. */
    private static Stream<VirtualSystem> members(Inventory inventory, DeployedTier deployed) {
        return deployed.tier().members().stream().flatMap(member -> inventory.system(member.system()).stream());
    }

    /** Empty if the member answers on no port, or if its host has no way to it. */
    private Optional<String> url(DeployedTier deployed, VirtualSystem system) {
        OptionalInt port = deployed.port(system.id());
        Optional<Application.Member> member = deployed.member(system.id());
        if (port.isEmpty() || member.isEmpty()) {
            return Optional.empty();
        }
        try {
            return fleet.hypervisorOf(system.id())
                    .guestAccess()
                    .map(access -> access.reach(system.id(), member.get().address(), port.getAsInt()))
                    .map(door -> "http://" + door.getHostString() + ":" + door.getPort() + "/");
        } catch (HypervisorException e) {
            return Optional.empty();
        }
    }

    /** The services that have a member on the host. */
    private Stream<Application> on(HostInventory host) {
        return applications.all().stream()
                .filter(app -> app.members()
                        .anyMatch(member -> member.host().equals(host.host().id())));
    }
}
