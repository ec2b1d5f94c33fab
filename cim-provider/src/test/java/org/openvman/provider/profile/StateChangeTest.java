package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** DSP1057, RequestStateChange: what takes time is a job that tells how far it is and why it failed. */
class StateChangeTest {
    private static final int DISABLED = 3;
    private static final int SHUT_DOWN = 4;
    private static final int OFFLINE = 6;
    private static final int ENABLED = 2;
    private static final long EXCEPTION = 10;
    private static final long COMPLETED = 7;

    private final SimulatedProvider provider = new SimulatedProvider("simulator:?boot=0s&systems=1&latency=40ms");
    private final CimPath system =
            provider.path(provider.enumerate("OpenVMAN_ComputerSystem").get(0));

    @AfterEach
    void close() {
        provider.close();
    }

    private MethodResult request(int state, CimArgument... more) {
        CimArgument[] arguments = Arrays.copyOf(more, more.length + 1);
        arguments[more.length] = CimArgument.of("RequestedState", CimType.UINT16, state);
        return provider.invoke(system, "RequestStateChange", arguments);
    }

    private static CimArgument timeout(Duration limit) {
        return CimArgument.of("TimeoutPeriod", CimType.DATETIME, CimDateTime.of(limit));
    }

    private static CimPath job(MethodResult result) {
        assertThat(result).isInstanceOf(MethodResult.JobStarted.class);
        return ((MethodResult.JobStarted) result).job();
    }

    private void awaitEnd(CimPath job, long state) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> provider.get(job)
                        .number("JobState")
                        .filter(now -> now >= COMPLETED)
                        .isPresent());
        assertThat(provider.get(job).number("JobState"))
                .as("%s", provider.get(job).string("JobStatus"))
                .contains(state);
    }

    private Optional<Long> enabledState() {
        return provider.get(system).number("EnabledState");
    }

    private void running() {
        if (enabledState().equals(Optional.of((long) DISABLED))) {
            request(ENABLED);
        }
        assertThat(enabledState()).contains((long) ENABLED);
    }

    // The limit is the client's: at its end it is told whose silence it was, and the system is as it was.
    @Test
    void aGuestThatIsSilentForTheTimeoutPeriodFailsTheJobAndGoesOn() {
        running();
        provider.hypervisor().faults().add(FaultRule.always(Operation.POWER, new FaultRule.Effect.IgnoreShutdown()));

        CimPath job = job(request(SHUT_DOWN, timeout(Duration.ofMillis(300))));

        awaitEnd(job, EXCEPTION);
        assertThat(provider.get(job).string("JobStatus").orElseThrow())
                .contains("guest of")
                .contains("did not answer")
                .contains("300 ms");
        assertThat(enabledState()).contains((long) ENABLED);
        assertThat(provider.get(system).number("RequestedState")).isNotEqualTo(Optional.of((long) SHUT_DOWN));
    }

    @Test
    void whatNoGuestDoesTakesNoTimeout() {
        running();

        assertThat(request(DISABLED, timeout(Duration.ofSeconds(5))).returnCode())
                .isEqualTo(4098);
        assertThat(request(OFFLINE, timeout(Duration.ofSeconds(5))).returnCode())
                .isEqualTo(4098);
        // "a value of 0 or NULL: no time requirement" (CIM_EnabledLogicalElement.RequestStateChange)
        assertThat(request(DISABLED, timeout(Duration.ZERO)).returnCode()).isZero();
    }

    @Test
    void savingAndRestoringAreJobsThatTellHowFarTheyAre() {
        running();

        CimPath saving = job(request(OFFLINE));
        awaitProgress(saving);
        awaitEnd(saving, COMPLETED);
        assertThat(enabledState()).contains((long) OFFLINE);

        CimPath restoring = job(request(ENABLED));
        awaitProgress(restoring);
        awaitEnd(restoring, COMPLETED);
        assertThat(enabledState()).contains((long) ENABLED);
        assertThat(provider.get(system).number("RequestedState")).contains((long) ENABLED);
    }

    private void awaitProgress(CimPath job) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> provider.get(job).number("PercentComplete"),
                        percent -> percent.orElse(0L) > 20 && percent.orElse(0L) < 90);
    }
}
