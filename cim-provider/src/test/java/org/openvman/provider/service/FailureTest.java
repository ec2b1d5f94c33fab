package org.openvman.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.sim.FaultRule;

/** Whatever a host refuses, and whenever: an operation that fails leaves the service, and the host, as they were. */
class FailureTest {
    private static final int MORE_THAN_ALL_CALLS = 100;

    @TempDir
    private Path folder;

    @Test
    void aDeploymentThatFailsAtAnyCallLeavesNothing() throws IOException {
        atEveryCall(
                new FaultRule.Effect.Fail(HypervisorException.Reason.FAILED, "it broke"),
                scene -> {},
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                Scene::assertNothingLeft);
    }

    // The host did it, and nobody heard so: what was done must be found and undone.
    @Test
    void aDeploymentThatLosesAnyAnswerLeavesNothing() throws IOException {
        atEveryCall(
                new FaultRule.Effect.LoseAnswer("no answer"),
                scene -> {},
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                Scene::assertNothingLeft);
    }

    @Test
    void aScaleOutThatLosesAnyAnswerLeavesTheServiceAsItWas() throws IOException {
        atEveryCall(
                new FaultRule.Effect.LoseAnswer("no answer"),
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                scene -> scene.deployments().scaleTier("shop", "web", 4, Progress.SILENT),
                scene -> {
                    scene.assertRuns("shop", 3);
                    scene.deployments().undeploy("shop", Progress.SILENT);
                    scene.assertNothingLeft();
                });
    }

    @Test
    void anAdjustmentThatLosesAnyAnswerChangesNothing() throws IOException {
        atEveryCall(
                new FaultRule.Effect.LoseAnswer("no answer"),
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                scene -> scene.deployments()
                        .adjustTier("shop", "web", OptionalInt.of(2), OptionalLong.of(100 << 20), Progress.SILENT),
                scene -> {
                    scene.assertRuns("shop", 3);
                    assertThat(scene.members("shop"))
                            .allMatch(system -> system.current().processor().count() == 1
                                    && system.recorded().processor().count() == 1);
                });
    }

    // Nothing can bring back what an undeployment removed, so it goes on as far as it can and can be asked again.
    @Test
    void anUndeploymentThatFailsAtAnyCallIsEndedByTheNext() throws IOException {
        atEveryCall(
                new FaultRule.Effect.Fail(HypervisorException.Reason.FAILED, "it broke"),
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                scene -> scene.deployments().undeploy("shop", Progress.SILENT),
                scene -> {
                    Application shop =
                            scene.deployments().applications().find("shop").orElseThrow();
                    assertThat(shop.state()).isEqualTo(Application.State.BROKEN);
                    assertThat(shop.message()).contains("it broke");
                    scene.deployments().undeploy("shop", Progress.SILENT);
                    scene.assertNothingLeft();
                });
    }

    @FunctionalInterface
    private interface Check {
        void that(Scene scene) throws IOException;
    }

    /**
     * Repeats it with a fault at the first changing call, the second, and so on, until it needs no more calls. That it
     * gets where it wants in spite of a fault is fine.
     */
    private void atEveryCall(
            FaultRule.Effect effect, Consumer<Scene> before, Consumer<Scene> operation, Check afterwards)
            throws IOException {
        for (int call = 0; call < MORE_THAN_ALL_CALLS; call++) {
            try (Scene scene = new Scene(folder.resolve("call-" + call))) {
                before.accept(scene);
                scene.host().faults().add(FaultRule.onChange(call, effect));
                try {
                    operation.accept(scene);
                    if (!scene.host().faults().allMet()) {
                        assertThat(call).as("calls").isGreaterThan(2);
                        return;
                    }
                } catch (ServiceException e) {
                    assertThat(e).hasMessageContaining("service \"shop\": ");
                    scene.host().faults().clear();
                    afterwards.that(scene);
                }
            }
        }
        fail("it needs more calls than " + MORE_THAN_ALL_CALLS);
    }

    // A host that is gone in the middle: nothing can be undone now, so the service says what it is.
    @Test
    void aServiceThatCannotBeUndoneIsBrokenAndCanBeUndeployedLater() throws IOException {
        try (Scene scene = new Scene(folder)) {
            scene.host()
                    .faults()
                    .add(new FaultRule(
                            org.openvman.provider.hypervisor.sim.Operation.changing(),
                            "",
                            5,
                            1000,
                            new FaultRule.Effect.Fail(HypervisorException.Reason.UNREACHABLE, "the host is gone")));

            assertThatExceptionOfType(ServiceException.class)
                    .isThrownBy(() -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT))
                    .withMessageContaining("not undone");
            assertThat(scene.deployments()
                            .applications()
                            .find("shop")
                            .orElseThrow()
                            .state())
                    .isEqualTo(Application.State.BROKEN);

            scene.host().faults().clear();
            scene.deployments().undeploy("shop", Progress.SILENT);
            scene.assertNothingLeft();
        }
    }
}
