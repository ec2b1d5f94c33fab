package org.openvman.provider.service;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.service.Hardware;
import org.openvman.ovf.service.ManifestReader;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.packages.PackageFolder;
import org.openvman.provider.service.Operation.Kind;
import org.openvman.provider.service.ServiceException.Reason;
import org.openvman.provider.store.Database;
import org.openvman.provider.store.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be done to a service as a whole.
 *
 * <p>All methods may be called from many threads; operations on one service exclude each other. They block until the
 * operation has ended, tell their {@link Progress} on the way, take an interrupt of their thread as the wish to cancel,
 * and throw {@link ServiceException}. An operation that fails is undone; each of its steps is written down before it is
 * done, so that {@link #recover} can do the same after a crash.
 */
public final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
    private static final int CLAIM_RACES = 5;
    private static final Duration HOST_RETRY = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final ServiceJournal journal;
    private final PackageFolder packages;
    private final Path kept;
    private final Pace pace;
    private final RandomGenerator random;
    private final Supplier<UUID> identities;
    private final ReadinessProbe probe = new ReadinessProbe();
    private final EnvironmentXml environments = new EnvironmentXml();
    private final Applications applications = new Applications();

    /**
     * Reads what is deployed; what was interrupted waits for {@link #recover}.
     *
     * @param state folder with the uploaded packages in {@code packages/}; packages of services are kept in
     *     {@code services/}
     * @param random for MAC addresses
     * @param identities for UUIDs of systems
     */
    public Deployments(
            Fleet fleet, Database database, Path state, Pace pace, RandomGenerator random, Supplier<UUID> identities) {
        this.fleet = fleet;
        this.journal = new ServiceJournal(database);
        this.packages = PackageFolder.below(state);
        this.kept = state.resolve("services");
        this.pace = pace;
        this.random = random;
        this.identities = identities;
        for (ServiceJournal.Entry entry : journal.services()) {
            applications.setReady(
                    entry.service(),
                    entry.state() == Application.State.RUNNING || entry.state() == Application.State.CHANGING);
            applications.put(entry);
        }
    }

    /** What is deployed. */
    public Applications applications() {
        return applications;
    }

    /** Makes a service of an uploaded package; when it returns, every member is ready. */
    public Application deploy(DeployRequest request, Progress progress) {
        Path uploaded = uploaded(request.packageName());
        ServiceManifest manifest = verified(uploaded);
        PropertyOverrides.check(request.properties(), manifest);
        HostId host = request.host().orElseGet(this::firstHost);
        Site site = site(host);
        ServiceLayout layout = new ServiceLayout(manifest, site.hypervisor().inventory(), random, identities);
        String name = request.serviceName().orElse(manifest.service().name());
        layout.requireName(name);
        if (journal.service(name).isPresent()) {
            throw new ServiceException(Reason.ALREADY_EXISTS, "there is a service \"" + name + "\" already");
        }
        layout.requireMemory();
        layout.requireFreeNames(name, site.volumes());
        DeploymentPlan plan = plan(site, manifest, name, uploaded);
        Operation operation = retrying(() -> journal.beginDeployment(
                name,
                claims -> {
                    DeployedService service = layout.of(name, request, claims);
                    requireMacros(manifest, service);
                    return service;
                },
                begun -> plan.of(begun, begun.target())));
        execute(operation, plan.of(operation, operation.target()), progress);
        return applications.find(name).orElseThrow();
    }

    /** Stops a service and removes everything that was made for it. */
    public void undeploy(String service, Progress progress) {
        operate(service, Kind.UNDEPLOY, progress, (before, context) -> before);
    }

    /** Shuts the members down, in the reverse of their start order. */
    public void stop(String service, Progress progress) {
        operate(service, Kind.STOP, progress, (before, context) -> before);
    }

    /** Starts the members of a stopped service, in their start order. */
    public void start(String service, Progress progress) {
        operate(service, Kind.START, progress, (before, context) -> before);
    }

    /**
     * Gives every member of a tier other resources, while they run, within the bounds of the manifest.
     *
     * @param cpus unchanged if empty
     * @param memoryBytes unchanged if empty
     */
    public void adjustTier(String service, String tier, OptionalInt cpus, OptionalLong memoryBytes, Progress progress) {
        operate(service, Kind.ADJUST, progress, (before, context) -> {
            DeployedService.Tier now = before.tier(tier);
            int wantedCpus = cpus.orElse(now.cpus());
            long wantedMemory = memoryBytes.orElse(now.memoryBytes());
            Hardware bounds = context.manifest().tier(tier).orElseThrow().hardware();
            requireBetween(tier, "processors", bounds.cpus(), wantedCpus, bounds.maxCpus());
            requireBetween(
                    tier,
                    "bytes of memory",
                    bounds.memory().bytes(),
                    wantedMemory,
                    bounds.maxMemory().bytes());
            return before.withTier(tier, changed -> changed.withResources(wantedCpus, wantedMemory));
        });
    }

    /** Adds members to a tier, or removes its newest, until it has that many. */
    public void scaleTier(String service, String tier, int instances, Progress progress) {
        int now = entry(service).service().tier(tier).members().size();
        if (instances != now) {
            Kind kind = instances > now ? Kind.SCALE_OUT : Kind.SCALE_IN;
            operate(service, kind, progress, (before, context) -> {
                var bounds = context.manifest().tier(tier).orElseThrow().instances();
                requireBetween(tier, "members", bounds.min(), instances, bounds.max());
                return scaled(before, tier, instances, context);
            });
        }
    }

    /** Whether there is something for {@link #recover} to do. */
    public boolean isInterrupted() {
        return !journal.unfinished().isEmpty();
    }

    /**
     * Ends what a crash interrupted: goes on with it where that is possible, else undoes it. What waits for a host that
     * does not answer is tried again until it does. To be called once, after the start.
     *
     * @return what was done, a line for each operation
     * @throws InterruptedException if it was not wanted any more; the rest waits for the next start
     */
    public List<String> recover(Progress progress) throws InterruptedException {
        List<String> report = new ArrayList<>();
        List<Operation> waiting = journal.unfinished();
        while (true) {
            List<Operation> still = new ArrayList<>();
            for (Operation operation : waiting) {
                end(operation, progress).ifPresentOrElse(report::add, () -> still.add(operation));
            }
            if (still.isEmpty()) {
                return report;
            }
            waiting = still;
            pace.pause().pause(HOST_RETRY);
        }
    }

    /** How it ended; empty if its host does not answer. */
    private Optional<String> end(Operation operation, Progress progress) {
        String what = operation.kind() + " of service \"" + operation.service() + "\"";
        String outcome;
        try {
            DeployedService before = entry(operation.service()).service();
            HostId host = new HostId(operation.target().host());
            if (fleet.hypervisor(host).isEmpty()) {
                // It must not look busy for ever: who brings the host back can undeploy what it has of the service.
                outcome = "its host \"" + host + "\" is not one of this endpoint's any more";
                journal.breakOff(operation, outcome);
                refresh(operation.service());
            } else {
                Site site = site(host);
                site.hypervisor().inventory();
                DeploymentPlan plan = plan(site, operation.target());
                execute(operation, plan.of(operation, before), progress);
                outcome = "finished";
            }
        } catch (HypervisorException e) {
            LOG.warn("after the restart, {} waits for its host: {}", what, e.getMessage());
            return Optional.empty();
        } catch (ServiceException e) {
            outcome = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            // The others must not wait for the one that cannot be ended.
            LOG.error("{} cannot be ended", what, e);
            outcome = "cannot be ended: " + e.getMessage();
        }
        LOG.info("after the restart, {}: {}", what, outcome);
        return Optional.of(what + ": " + outcome);
    }

    /** What a decision on an operation may use. */
    private record Context(ServiceManifest manifest, HostInventory host, Claims claims) {}

    @FunctionalInterface
    private interface Change {
        DeployedService apply(DeployedService before, Context context) throws SQLException;
    }

    private void operate(String name, Kind kind, Progress progress, Change change) {
        DeployedService known = entry(name).service();
        Site site = site(new HostId(known.host()));
        HostInventory inventory = site.hypervisor().inventory();
        ServiceManifest manifest = manifest(known);
        DeploymentPlan plan = plan(site, known);
        DeployedService[] before = {known};
        Operation operation = retrying(() -> journal.begin(
                name,
                kind,
                (service, claims) -> {
                    before[0] = service;
                    return new Operation(kind, change.apply(service, new Context(manifest, inventory, claims)));
                },
                plan::of));
        execute(operation, plan.of(operation, before[0]), progress);
    }

    private void execute(Operation operation, List<Step> steps, Progress progress) {
        LOG.info("{} of service {} begins, {} steps", operation.kind(), operation.service(), steps.size());
        if (!operation.kind().keepsRunning()) {
            applications.setReady(operation.target(), false);
        }
        refresh(operation.service());
        try {
            new Execution(journal, operation, steps, progress).run();
            // Also those that were found ready before a restart.
            applications.setReady(operation.target(), operation.kind().afterwards() == Application.State.RUNNING);
            LOG.info("{} of service {} has ended", operation.kind(), operation.service());
        } finally {
            refresh(operation.service());
        }
    }

    private DeployedService scaled(DeployedService before, String tier, int instances, Context context)
            throws SQLException {
        ServiceLayout layout = new ServiceLayout(context.manifest(), context.host(), random, identities);
        DeployedService changed = before;
        while (changed.tier(tier).members().size() < instances) {
            DeployedService.Member member = layout.next(changed, changed.tier(tier), context.claims());
            changed = changed.withTier(tier, there -> there.with(member));
        }
        while (changed.tier(tier).members().size() > instances) {
            List<DeployedService.Member> members = changed.tier(tier).members();
            DeployedService.Member newest = members.get(members.size() - 1);
            changed = changed.withTier(tier, there -> there.without(newest));
        }
        return changed;
    }

    private void refresh(String service) {
        journal.service(service).ifPresentOrElse(applications::put, () -> applications.remove(service));
    }

    private ServiceJournal.Entry entry(String service) {
        return journal.service(service)
                .orElseThrow(() -> new ServiceException(Reason.NOT_FOUND, "there is no service \"" + service + "\""));
    }

    private DeploymentPlan plan(Site site, DeployedService service) {
        // Once the package is kept, nobody asks where it was uploaded; before, the deployment cannot go on without it.
        return plan(site, manifest(service), service.name(), packages.place(service.packageName()));
    }

    private DeploymentPlan plan(Site site, ServiceManifest manifest, String service, Path uploaded) {
        return new DeploymentPlan(
                site, manifest, uploaded, new ServicePackage(kept.resolve(service + ".ova")), member -> {
                    applications.setReady(member, true);
                    refresh(service);
                });
    }

    private static ServiceManifest manifest(DeployedService service) {
        return ManifestReader.read("service " + service.name(), service.manifest());
    }

    private Path uploaded(String packageName) {
        try {
            return packages.find(packageName)
                    .orElseThrow(() ->
                            new ServiceException(Reason.NOT_FOUND, "there is no package \"" + packageName + "\""));
        } catch (IllegalArgumentException e) {
            throw new ServiceException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static ServiceManifest verified(Path uploaded) {
        try {
            return new ServicePackage(uploaded).verified();
        } catch (IOException e) {
            throw new ServiceException(
                    Reason.INVALID, "package \"" + uploaded.getFileName() + "\": " + e.getMessage(), e);
        }
    }

    private HostId firstHost() {
        return fleet.hosts().stream()
                .findFirst()
                .orElseThrow(() -> new ServiceException(Reason.NOT_FOUND, "there is no host to deploy to"));
    }

    private Site site(HostId host) {
        Hypervisor hypervisor = fleet.hypervisor(host)
                .orElseThrow(() -> new ServiceException(Reason.NOT_FOUND, "there is no host \"" + host + "\""));
        Volumes volumes = hypervisor
                .volumes()
                .orElseThrow(() -> new ServiceException(
                        Reason.UNSUPPORTED, "host \"" + host + "\" has no volumes that can be made from here"));
        return new Site(hypervisor, volumes, probe, environments, pace);
    }

    /** Two replicas may choose the same address at once; the second one chooses again. */
    private synchronized Operation retrying(Supplier<Operation> begin) {
        for (int race = 1; race < CLAIM_RACES; race++) {
            try {
                return begin.get();
            } catch (DatabaseException e) {
                if (!e.isConflict()) {
                    throw e;
                }
            }
        }
        return begin.get();
    }

    private static void requireBetween(String tier, String what, long min, long wanted, long max) {
        if (wanted < min || wanted > max) {
            throw new ServiceException(
                    Reason.INVALID,
                    "tier \"" + tier + "\": " + wanted + " " + what + " wanted, its manifest allows " + min + " to "
                            + max);
        }
    }

    private void requireMacros(ServiceManifest manifest, DeployedService service) {
        for (DeployedService.Tier tier : service.tiers()) {
            for (DeployedService.Member member : tier.members()) {
                try {
                    new MemberEnvironment(service, manifest, tier, member, new ServicePackage(kept)).check();
                } catch (IllegalArgumentException e) {
                    throw new ServiceException(Reason.INVALID, "tier \"" + tier.name() + "\": " + e.getMessage(), e);
                }
            }
        }
    }
}
