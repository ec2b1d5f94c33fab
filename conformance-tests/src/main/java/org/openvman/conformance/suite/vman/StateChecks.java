package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;

/** DSP1057: every request from every state, and what the system says of itself there. */
final class StateChecks {
    private static final long NOT_SUPPORTED = 1;
    private static final long INVALID_PARAMETER = 5;
    private static final long INVALID_STATE_TRANSITION = 4097;
    private static final long TIMEOUT_NOT_SUPPORTED = 4098;
    private static final String CLAUSE = "state transitions";

    private StateChecks() {}

    static CheckGroup group(TestSystem system) {
        CheckGroup checks = new CheckGroup("vman.state", "DSP1057");
        for (SystemState from : SystemState.values()) {
            checks.mandatory(
                    from.word() + ".available",
                    "CIM_ComputerSystem.AvailableRequestedStates",
                    "AvailableRequestedStates of a system that is " + from.word() + " are those of the table",
                    client -> available(client, system, from));
            for (Requested requested : Requested.values()) {
                transition(checks, system, from, requested);
            }
        }
        return checks.mandatory(
                        "test-and-defer",
                        "RequestStateChange",
                        "The requests 7 (Test) and 8 (Defer) are fulfilled or refused as not supported",
                        client -> refusedOrSupported(client, system))
                .mandatory(
                        "no-request",
                        "RequestStateChange",
                        "Values that are states but no requests (0, 5, 12) are refused",
                        client -> Stream.of(0, 5, 12)
                                .forEach(value -> Expect.refused(
                                        system.request(client, value, ""),
                                        INVALID_PARAMETER,
                                        NOT_SUPPORTED,
                                        INVALID_STATE_TRANSITION)))
                .mandatory(
                        "no-parameter",
                        "RequestStateChange",
                        "A request of no state is refused",
                        client -> Expect.refused(
                                client.invoke(system.reference(client), "RequestStateChange", ""), INVALID_PARAMETER))
                .mandatory(
                        "timeout",
                        "RequestStateChange",
                        "A TimeoutPeriod is kept, or refused with 4098",
                        client -> timeout(client, system))
                .conditional(
                        "silent-guest",
                        "RequestStateChange.TimeoutPeriod",
                        "A guest that does not shut down within TimeoutPeriod fails the job, and the system goes on",
                        client -> silentGuest(client, system))
                .mandatory(
                        "requested-state",
                        "CIM_ComputerSystem.RequestedState",
                        "RequestedState is the last request that was fulfilled, or 12 (Not Applicable)",
                        client -> {
                            system.bring(client, SystemState.DEFINED);
                            system.bring(client, SystemState.ACTIVE);
                            long state = system.instance(client).requiredNumber("RequestedState");
                            Expect.that(state == 2 || state == 12, "RequestedState 2 or 12", state);
                        });
    }

    private static void transition(CheckGroup checks, TestSystem system, SystemState from, Requested requested) {
        String name = from.word() + "." + requested.word();
        String request =
                "The request " + requested.code() + " (" + requested.word() + ") of a system that is " + from.word();
        if (requested.isAllowedFrom(from)) {
            checks.conditional(
                    name,
                    CLAUSE,
                    request + " leads to " + requested.target().word(),
                    client -> allowed(client, system, from, requested));
        } else if (requested.isUndecidedFrom(from)) {
            checks.optional(
                    name,
                    CLAUSE,
                    request + " leads to " + requested.target().word() + ", or is refused with 4097",
                    client -> undecided(client, system, from, requested));
        } else {
            checks.mandatory(
                    name,
                    CLAUSE,
                    request + " is refused with 4097 and changes nothing",
                    client -> refused(client, system, from, requested));
        }
    }

    private static void allowed(Client client, TestSystem system, SystemState from, Requested requested) {
        system.bring(client, from);
        MethodAnswer answer = system.request(client, requested);
        if (!system.supports(client, requested)) {
            Expect.refused(answer, NOT_SUPPORTED, INVALID_STATE_TRANSITION);
            unchanged(client, system, from);
            return;
        }
        fulfilled(client, system, requested, answer);
    }

    private static void fulfilled(Client client, TestSystem system, Requested requested, MethodAnswer answer) {
        Expect.returned(answer, 0, MethodAnswer.JOB_STARTED);
        if (requested == Requested.SHUT_DOWN && answer.startedJob()) {
            Instance job = client.finished(answer.reference("Job"));
            if (job.requiredNumber("JobState") != 7) {
                throw new NotApplicable("no guest that shuts down: "
                        + job.text("ErrorDescription").orElse("no ErrorDescription"));
            }
        } else {
            client.completed(answer);
        }
        system.await(client, requested.target());
    }

    private static void undecided(Client client, TestSystem system, SystemState from, Requested requested) {
        system.bring(client, from);
        MethodAnswer answer = system.request(client, requested);
        if (answer.returned(0) || answer.startedJob()) {
            client.completed(answer);
            return;
        }
        Expect.refused(answer, INVALID_STATE_TRANSITION, NOT_SUPPORTED);
        unchanged(client, system, from);
    }

    private static void refused(Client client, TestSystem system, SystemState from, Requested requested) {
        system.bring(client, from);
        MethodAnswer answer = system.request(client, requested);
        if (system.supports(client, requested)) {
            Expect.returned(answer, INVALID_STATE_TRANSITION);
        } else {
            Expect.refused(answer, INVALID_STATE_TRANSITION, NOT_SUPPORTED);
        }
        unchanged(client, system, from);
    }

    private static void unchanged(Client client, TestSystem system, SystemState from) {
        long now = system.enabledState(client);
        Expect.that(now == from.enabledState(), "EnabledState " + from.enabledState() + " as before", now);
    }

    private static void available(Client client, TestSystem system, SystemState from) {
        system.bring(client, from);
        Set<String> stated = Set.copyOf(system.instance(client).values("AvailableRequestedStates"));
        if (stated.isEmpty()) {
            throw new NotApplicable("the system has no AvailableRequestedStates");
        }
        Set<String> must = codes(Stream.of(Requested.values())
                .filter(requested -> requested.isAllowedFrom(from) && system.supports(client, requested))
                .toList());
        Set<String> may = codes(Stream.of(Requested.values())
                .filter(requested -> requested.isAllowedFrom(from) || requested.isUndecidedFrom(from))
                .toList());
        Expect.that(stated.containsAll(must) && may.containsAll(stated), must.toString(), stated);
    }

    private static Set<String> codes(List<Requested> requests) {
        return requests.stream()
                .map(requested -> Integer.toString(requested.code()))
                .collect(Collectors.toSet());
    }

    private static void refusedOrSupported(Client client, TestSystem system) {
        system.bring(client, SystemState.DEFINED);
        for (long state : new long[] {7, 8}) {
            MethodAnswer answer = system.request(client, state, "");
            if (answer.returned(0) || answer.startedJob()) {
                client.completed(answer);
                throw new NotApplicable("the target has the state " + state);
            }
            Expect.refused(answer, NOT_SUPPORTED, INVALID_PARAMETER, INVALID_STATE_TRANSITION);
        }
        unchanged(client, system, SystemState.DEFINED);
    }

    private static void silentGuest(Client client, TestSystem system) {
        system.bring(client, SystemState.ACTIVE);
        MethodAnswer answer =
                system.request(client, 4, "<p:TimeoutPeriod><cim:Interval>PT2S</cim:Interval></p:TimeoutPeriod>");
        if (!answer.startedJob()) {
            throw new NotApplicable("the target shuts down without a job, or without a limit");
        }
        Instance job = client.finished(answer.reference("Job"));
        if (job.requiredNumber("JobState") == 7) {
            throw new NotApplicable("the guest shuts down");
        }
        job.required("ErrorDescription");
        if (system.enabledState(client) != SystemState.ACTIVE.enabledState()) {
            throw new NotApplicable("the guest hears the request, only too late");
        }
        unchanged(client, system, SystemState.ACTIVE);
    }

    private static void timeout(Client client, TestSystem system) {
        system.bring(client, SystemState.DEFINED);
        MethodAnswer answer =
                system.request(client, 2, "<p:TimeoutPeriod><cim:Interval>PT60S</cim:Interval></p:TimeoutPeriod>");
        if (answer.returned(TIMEOUT_NOT_SUPPORTED)) {
            unchanged(client, system, SystemState.DEFINED);
            return;
        }
        client.completed(answer);
        system.await(client, SystemState.ACTIVE);
    }
}
