package org.openvman.conformance.suite.vman;

import java.util.List;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1103 Job Control, on the job that suspends a system. */
final class JobChecks {
    private JobChecks() {}

    static CheckGroup group(TestSystem system) {
        return new CheckGroup("vman.job", "DSP1103")
                .conditional(
                        "completed",
                        "CIM_ConcreteJob",
                        "A job ends with JobState 7, PercentComplete 100 and OperationalStatus 2 (OK)",
                        client -> {
                            Instance job = client.finished(job(client, system));
                            Expect.that(job.requiredNumber("JobState") == 7, "JobState 7", job.required("JobState"));
                            Expect.that(
                                    job.requiredNumber("PercentComplete") == 100,
                                    "PercentComplete 100",
                                    job.required("PercentComplete"));
                            List<String> status = job.values("OperationalStatus");
                            Expect.that(status.contains("2"), "OperationalStatus with 2", status);
                        })
                .conditional(
                        "properties",
                        "CIM_ConcreteJob",
                        "A job has InstanceID, Name, JobState and TimeBeforeRemoval, and stays that long",
                        client -> {
                            Instance job = client.finished(job(client, system));
                            job.required("InstanceID");
                            job.required("Name");
                            Expect.that(
                                    job.element().children().stream()
                                            .anyMatch(child ->
                                                    child.name().equals("TimeBeforeRemoval") && !child.isNil()),
                                    "TimeBeforeRemoval",
                                    "none");
                        })
                .conditional(
                        "affected", "CIM_AffectedJobElement", "The job leads to the system that it changes", client -> {
                            Instance job = client.finished(job(client, system));
                            String identity = system.reference(client).identity();
                            boolean found = client.associated(job, "CIM_AffectedJobElement", "").stream()
                                    .anyMatch(
                                            each -> each.reference().identity().equals(identity));
                            Expect.that(found, "the system through CIM_AffectedJobElement", "none");
                        })
                .conditional("errors", "GetErrors", "GetErrors of a job that went well yields none", client -> {
                    Instance job = client.finished(job(client, system));
                    MethodAnswer answer = client.invoke(job.reference(), "GetErrors", "");
                    Expect.supported(answer);
                    answer.expect(0);
                    Expect.that(
                            answer.output("Errors").isEmpty(),
                            "no errors",
                            answer.output("Errors").size());
                });
    }

    private static EndpointReference job(Client client, TestSystem system) {
        system.bring(client, SystemState.ACTIVE);
        MethodAnswer answer = system.request(client, Requested.OFFLINE);
        if (!answer.startedJob()) {
            throw new NotApplicable("the target suspends a system without a job");
        }
        return answer.reference("Job");
    }
}
