package org.openvman.provider.profile.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** DSP1103 Job Control: concrete jobs, their end on request, their errors. */
public final class JobProfile implements Profile {
    private static final String PREFIX = "OpenVMAN:job-";

    /** CIM_ConcreteJob.RequestStateChange: the requested states that end a job. */
    private static final long TERMINATE = 4;

    private static final long KILL = 5;

    private static final long NOT_SUPPORTED = 1;
    private static final long INVALID_STATE_TRANSITION = 4097;

    private final JobEngine jobs;
    private final ClassView<Job> view;

    public JobProfile(JobEngine jobs) {
        this.jobs = jobs;
        this.view = ClassView.of(
                        "OpenVMAN_ConcreteJob",
                        Source.keyed("InstanceID", inventory -> jobs.all(), (inventory, id) -> find(id)))
                .property("InstanceID", job -> PREFIX + job.id())
                .property("Name", Job::name)
                .property("ElementName", Job::name)
                .property("JobState", job -> job.state().code())
                .property("JobStatus", Job::status)
                .property("PercentComplete", Job::percentComplete)
                .property("OperationalStatus", JobProfile::operationalStatus)
                .property("Owner", Job::owner)
                .property("TimeSubmitted", Job::submitted)
                .property("StartTime", Job::started)
                .property("ElapsedTime", JobProfile::elapsed)
                .property("TimeOfLastStateChange", Job::changed)
                .constant("TimeBeforeRemoval", JobEngine.TIME_BEFORE_REMOVAL)
                .constant("DeleteOnCompletion", true)
                .property("ErrorCode", job -> job.error().isPresent() ? 1 : 0)
                .property("ErrorDescription", Job::error)
                .method("RequestStateChange", this::requestStateChange)
                .method("GetErrors", JobProfile::errors)
                .build();
    }

    /** The jobs of the engine. */
    public ClassView<Job> view() {
        return view;
    }

    /** Ties jobs to the elements of a view that they change (DSP1103, CIM_AffectedJobElement). */
    public <T> AssociationView<Job, T> affecting(ClassView<T> element) {
        return affected(element).build();
    }

    /** The same for elements on which all jobs have one effect (CIM_AffectedJobElement.ElementEffects). */
    public <T> AssociationView<Job, T> affecting(ClassView<T> element, int effect) {
        return affected(element).constant("ElementEffects", List.of(effect)).build();
    }

    private <T> AssociationView.Builder<Job, T> affected(ClassView<T> element) {
        return AssociationView.of(
                        "OpenVMAN_AffectedJobElement",
                        view.as("AffectingElement"),
                        element.as("AffectedElement"),
                        (Inventory inventory, Job job) ->
                                job.affected().stream().flatMap(path -> element.find(inventory, path).stream()))
                .live();
    }

    private Optional<Job> find(String instanceId) {
        return instanceId.startsWith(PREFIX) ? jobs.find(instanceId.substring(PREFIX.length())) : Optional.empty();
    }

    /** CIM_ManagedSystemElement.OperationalStatus; a finished job is 17 (Completed) and 2 (OK) or 6 (Error). */
    private static List<Integer> operationalStatus(Job job) {
        return switch (job.state()) {
            case NEW -> List.of(15);
            case RUNNING, SHUTTING_DOWN -> List.of(2);
            case COMPLETED -> List.of(17, 2);
            case TERMINATED -> List.of(17, 10);
            case EXCEPTION -> List.of(17, 6);
        };
    }

    private static Optional<Duration> elapsed(Job job) {
        return job.started().map(start -> Duration.between(start, job.changed()));
    }

    private Outcome requestStateChange(Job job, MethodCall call) {
        long requested = call.number("RequestedState").orElseThrow(() -> call.missing("RequestedState"));
        if (requested != TERMINATE && requested != KILL) {
            return new Outcome.Refused(NOT_SUPPORTED, "a job can only be terminated (4) or killed (5)");
        }
        if (!jobs.terminate(job.id())) {
            return new Outcome.Refused(INVALID_STATE_TRANSITION, "job " + job.id() + " has ended: " + job.status());
        }
        return Outcome.completed();
    }

    private static Outcome errors(Job job, MethodCall call) {
        return new Outcome.Completed(job.error()
                .map(reason -> Map.<String, Object>of("Errors", List.of(error(reason))))
                .orElse(Map.of()));
    }

    private static CimInstance error(String reason) {
        return CimInstance.of(
                "OpenVMAN_Error",
                CimProperty.of("ErrorType", CimType.UINT16, 4), // Software Error
                CimProperty.of("PerceivedSeverity", CimType.UINT16, 5),
                CimProperty.of("ProbableCause", CimType.UINT16, 0),
                CimProperty.of("CIMStatusCode", CimType.UINT32, 1),
                CimProperty.string("OwningEntity", "OpenVMAN"),
                CimProperty.string("MessageID", "OVM0001"),
                CimProperty.string("Message", reason));
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(view);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of();
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1103", "Job Control", "1.0.0", view, "DSP1042", true, ""));
    }
}
