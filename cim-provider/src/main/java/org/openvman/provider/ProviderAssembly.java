package org.openvman.provider;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.metric.Sampler;
import org.openvman.provider.operation.AuthorizedOperations;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.packages.PackageFolder;
import org.openvman.provider.profile.allocation.CapabilitiesProfile;
import org.openvman.provider.profile.allocation.DeviceProfile;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.allocation.PoolConfigurationProfile;
import org.openvman.provider.profile.allocation.PoolProfile;
import org.openvman.provider.profile.exchange.SystemReader;
import org.openvman.provider.profile.host.HostMemoryProfile;
import org.openvman.provider.profile.host.HostPortProfile;
import org.openvman.provider.profile.host.HostPowerProfile;
import org.openvman.provider.profile.host.HostProcessorProfile;
import org.openvman.provider.profile.host.HostSoftwareProfile;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.metric.MetricProfile;
import org.openvman.provider.profile.migration.MigrationProfile;
import org.openvman.provider.profile.network.SwitchPortProfile;
import org.openvman.provider.profile.network.SwitchProfile;
import org.openvman.provider.profile.registration.RegistrationProfile;
import org.openvman.provider.profile.service.ServiceMethods;
import org.openvman.provider.profile.service.ServiceProfile;
import org.openvman.provider.profile.snapshot.SnapshotProfile;
import org.openvman.provider.profile.system.ConsoleProfile;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.profile.virtualization.SystemChange;
import org.openvman.provider.profile.virtualization.SystemDefinition;
import org.openvman.provider.profile.virtualization.SystemExport;
import org.openvman.provider.profile.virtualization.SystemImport;
import org.openvman.provider.profile.virtualization.SystemVirtualizationProfile;
import org.openvman.provider.service.Deployments;
import org.openvman.provider.service.Pace;
import org.openvman.provider.store.Database;
import org.openvman.provider.view.CimServer;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.ProfileReference;
import org.openvman.provider.view.ProfileRegistry;
import org.openvman.schema.ClassRepository;

/** The object graph below the protocols, built by hand. Who holds it closes it. */
public final class ProviderAssembly implements AutoCloseable {
    /** The owner of jobs that nobody asked for. */
    private static final String OWNER = "openvman";

    private final Clock clock;
    private final Fleet fleet;
    private final JobEngine jobs;
    private final Database database;
    private final Deployments deployments;
    private final Sampler sampler;
    private final ClassRepository classes;
    private final List<Profile> profiles;
    private final CimOperations operations;

    /**
     * Opens every hypervisor of the settings and builds the provider over them.
     *
     * @throws org.openvman.provider.hypervisor.HypervisorException naming the host that cannot be managed
     */
    public static ProviderAssembly open(ProviderSettings settings, Clock clock) {
        ClassRepository classes = ClassRepository.load();
        Database database = Database.inFile(settings.state().resolve("openvman"));
        try {
            return new ProviderAssembly(classes, new Backends(settings, clock).open(), database, settings, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Takes over the hypervisors and the database and closes them. Deployments that a crash interrupted are ended by a
     * job that starts at once.
     *
     * @param settings whose hypervisors do not count
     */
    public ProviderAssembly(
            ClassRepository classes,
            Collection<? extends Hypervisor> hypervisors,
            Database database,
            ProviderSettings settings,
            Clock clock) {
        this.clock = clock;
        this.fleet = new Fleet(hypervisors);
        this.sampler = new Sampler(fleet, settings.sampleInterval());
        this.jobs = new JobEngine(clock);
        this.database = database;
        this.deployments =
                new Deployments(fleet, database, settings.state(), Pace.real(), new SecureRandom(), UUID::randomUUID);
        this.classes = classes;
        this.profiles = profiles(settings.version(), PackageFolder.below(settings.state()));
        this.operations =
                new AuthorizedOperations(new CimServer(new ProfileRegistry(classes, profiles), fleet::inventory));
        sampler.start();
        if (deployments.isInterrupted()) {
            jobs.submit(
                    OWNER,
                    "end what was interrupted",
                    List.of(),
                    progress -> deployments.recover(
                            (number, of, text) -> progress.at(100 * (number - 1) / Math.max(of, 1), text)));
        }
    }

    private List<Profile> profiles(String version, PackageFolder packages) {
        JobProfile jobProfile = new JobProfile(jobs);
        VirtualSystemProfile systems = new VirtualSystemProfile(fleet, jobs, jobProfile);
        DeviceProfile devices = new DeviceProfile(systems);
        NewDevice newDevice = new NewDevice(new Random());
        SystemVirtualizationProfile virtualization = new SystemVirtualizationProfile(
                systems,
                new SystemDefinition(fleet, systems, newDevice, jobs, UUID::randomUUID),
                new SystemChange(fleet, systems, devices, newDevice),
                new SystemExport(fleet, systems, jobs, packages),
                new SystemImport(
                        fleet,
                        systems,
                        newDevice,
                        new SystemReader(classes, newDevice),
                        jobs,
                        packages,
                        UUID::randomUUID));
        PoolProfile pools = new PoolProfile();
        List<Profile> profiles = new ArrayList<>(List.of(
                new HostProfile(),
                systems,
                new ConsoleProfile(systems),
                virtualization,
                devices,
                pools,
                new CapabilitiesProfile(pools),
                new PoolConfigurationProfile(fleet, pools),
                new SwitchProfile(fleet),
                new SwitchPortProfile(),
                jobProfile));
        profiles.add(new MetricProfile(sampler, systems, pools, clock));
        profiles.add(new HostProcessorProfile());
        profiles.add(new HostMemoryProfile());
        profiles.add(new HostPortProfile());
        profiles.add(new HostSoftwareProfile(version));
        profiles.add(new HostPowerProfile());
        profiles.add(new SnapshotProfile(fleet, jobs, jobProfile, systems));
        profiles.add(new MigrationProfile(fleet, jobs, jobProfile, systems));
        profiles.add(new ServiceProfile(
                deployments.applications(),
                fleet,
                systems,
                jobProfile,
                new ServiceMethods(deployments, jobs, jobProfile)));
        profiles.add(new RegistrationProfile(profiles));
        return profiles;
    }

    /** What protocols call; roles are checked. */
    public CimOperations operations() {
        return operations;
    }

    /** What the profiles offer, in Markdown. */
    public String profileReference() {
        return ProfileReference.of(classes, profiles);
    }

    public Fleet fleet() {
        return fleet;
    }

    /** What samples the hosts, and when. */
    public Sampler sampler() {
        return sampler;
    }

    @Override
    public void close() {
        jobs.close();
        sampler.close();
        fleet.close();
        database.close();
    }
}
