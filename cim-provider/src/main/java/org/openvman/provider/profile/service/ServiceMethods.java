package org.openvman.provider.profile.service;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.allocation.ByteUnit;
import org.openvman.provider.profile.allocation.ResourceType;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.service.Application;
import org.openvman.provider.service.DeployRequest;
import org.openvman.provider.service.Deployments;
import org.openvman.provider.service.Progress;
import org.openvman.provider.service.ServiceException;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** The methods that deploy and manage services; each starts a job. */
public final class ServiceMethods {
    private final Deployments deployments;
    private final JobEngine jobs;
    private final JobProfile jobProfile;

    public ServiceMethods(Deployments deployments, JobEngine jobs, JobProfile jobProfile) {
        this.deployments = deployments;
        this.jobs = jobs;
        this.jobProfile = jobProfile;
    }

    /** What a job does with its deployment engine. */
    @FunctionalInterface
    private interface Work {
        void run(Progress progress);
    }

    /** A cancelled operation has undone itself by then; the job is to end as terminated, not as failed. */
    private static void run(Work work, Progress progress) throws InterruptedException {
        try {
            work.run(progress);
        } catch (ServiceException e) {
            if (e.reason() == ServiceException.Reason.CANCELLED) {
                throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
            }
            throw e;
        }
    }

    Outcome installFromUri(HostInventory host, MethodCall call) {
        DeployRequest request = InstallOptions.request(host.host().id(), call);
        return start(
                call, "deploy " + request.packageName(), List.of(), progress -> deployments.deploy(request, progress));
    }

    Outcome adjustTier(MethodCall call, ClassView<DeployedTier> tiers) {
        DeployedTier tier = call.target("Tier", tiers);
        OptionalInt cpus = OptionalInt.empty();
        OptionalLong memory = OptionalLong.empty();
        List<CimInstance> settings = call.instances("ResourceSettings");
        if (settings.isEmpty()) {
            throw call.missing("ResourceSettings");
        }
        for (CimInstance setting : settings) {
            long quantity = setting.number("VirtualQuantity")
                    .orElseThrow(() -> call.invalid("an allocation setting has no VirtualQuantity"));
            int type = setting.number("ResourceType").orElse(0L).intValue();
            if (type == ResourceType.PROCESSOR) {
                cpus = OptionalInt.of(Math.toIntExact(Math.min(quantity, Integer.MAX_VALUE)));
            } else if (type == ResourceType.MEMORY) {
                memory = OptionalLong.of(bytes(call, quantity, setting));
            } else {
                throw new CimException(
                        CimStatus.NOT_SUPPORTED,
                        "AdjustTier changes processors (ResourceType 3) and memory (4), not " + type);
            }
        }
        OptionalInt newCpus = cpus;
        OptionalLong newMemory = memory;
        return start(
                call,
                "adjust " + tier.application().name() + "/" + tier.tier().name(),
                List.of(call.pathOf(tiers, tier)),
                progress -> deployments.adjustTier(
                        tier.application().name(), tier.tier().name(), newCpus, newMemory, progress));
    }

    private static long bytes(MethodCall call, long quantity, CimInstance setting) {
        try {
            return ByteUnit.bytes(
                    quantity,
                    setting.string("VirtualQuantityUnits")
                            .or(() -> setting.string("AllocationUnits"))
                            .orElse(ByteUnit.MEBIBYTE));
        } catch (IllegalArgumentException e) {
            throw call.invalid("memory: " + e.getMessage());
        }
    }

    Outcome scaleTier(MethodCall call, ClassView<DeployedTier> tiers) {
        DeployedTier tier = call.target("Tier", tiers);
        long instances = call.number("Instances").orElseThrow(() -> call.missing("Instances"));
        if (instances > Integer.MAX_VALUE) {
            throw call.invalid("Instances: " + instances + " is too large");
        }
        return start(
                call,
                "scale " + tier.application().name() + "/" + tier.tier().name() + " to " + instances,
                List.of(call.pathOf(tiers, tier)),
                progress -> deployments.scaleTier(
                        tier.application().name(), tier.tier().name(), (int) instances, progress));
    }

    Outcome start(MethodCall call, ClassView<Application> applications) {
        return ofService(call, applications, "start", deployments::start);
    }

    Outcome stop(MethodCall call, ClassView<Application> applications) {
        return ofService(call, applications, "stop", deployments::stop);
    }

    Outcome undeploy(MethodCall call, ClassView<Application> applications) {
        return ofService(call, applications, "undeploy", deployments::undeploy);
    }

    private Outcome ofService(
            MethodCall call, ClassView<Application> applications, String verb, BiConsumer<String, Progress> operation) {
        Application service = call.target("Service", applications);
        return start(
                call,
                verb + " " + service.name(),
                List.of(call.pathOf(applications, service)),
                progress -> operation.accept(service.name(), progress));
    }

    private Outcome start(MethodCall call, String name, List<CimPath> affected, Work work) {
        Job job =
                jobs.submit(call.context().principal().name(), name, affected, progress -> run(work, steps(progress)));
        return new Outcome.JobStarted(call.pathOf(jobProfile.view(), job));
    }

    private static Progress steps(JobProgress progress) {
        return (number, of, text) ->
                progress.at(100 * (number - 1) / Math.max(of, 1), "step " + number + " of " + of + ": " + text);
    }
}
