package org.openvman.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.openvman.provider.hypervisor.sim.Operation.INVENTORY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.service.CrashingHost.Killed;

/** kill -9 at every place where it can happen: the endpoint that starts next ends what was begun. */
class RecoveryTest {
    private static final int MORE_THAN_ALL_PLACES = 100;

    @TempDir
    private Path folder;

    @Test
    void aDeploymentKilledAtAnyPlaceIsFinished() throws IOException, InterruptedException {
        atEveryPlace(scene -> {}, (scene, progress) -> scene.deployments().deploy(Scene.SHOP, progress), scene -> {
            if (scene.deployments().applications().all().isEmpty()) {
                // It was killed before the first step was written down.
                scene.assertNothingLeft();
            } else {
                scene.assertRuns("shop", 3);
                scene.deployments().undeploy("shop", Progress.SILENT);
                scene.assertNothingLeft();
            }
        });
    }

    @Test
    void anUndeploymentKilledAtAnyPlaceIsFinished() throws IOException, InterruptedException {
        atEveryPlace(
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                (scene, progress) -> scene.deployments().undeploy("shop", progress),
                Scene::assertNothingLeft);
    }

    @Test
    void aScaleOutKilledAtAnyPlaceIsFinished() throws IOException, InterruptedException {
        atEveryPlace(
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                (scene, progress) -> scene.deployments().scaleTier("shop", "web", 4, progress),
                scene -> {
                    scene.assertRuns("shop", 5);
                    scene.deployments().undeploy("shop", Progress.SILENT);
                    scene.assertNothingLeft();
                });
    }

    @Test
    void anAdjustmentKilledAtAnyPlaceIsFinished() throws IOException, InterruptedException {
        atEveryPlace(
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                (scene, progress) -> scene.deployments()
                        .adjustTier("shop", "web", OptionalInt.of(2), OptionalLong.of(100 << 20), progress),
                scene -> {
                    scene.assertRuns("shop", 3);
                    assertThat(scene.members("shop-web"))
                            .hasSize(2)
                            .allMatch(system -> system.current().processor().count() == 2
                                    && system.recorded().memory().bytes() == 100 << 20);
                });
    }

    @Test
    void aStopKilledAtAnyPlaceIsFinished() throws IOException, InterruptedException {
        atEveryPlace(
                scene -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT),
                (scene, progress) -> scene.deployments().stop("shop", progress),
                scene -> {
                    assertThat(scene.deployments()
                                    .applications()
                                    .find("shop")
                                    .orElseThrow()
                                    .state())
                            .isEqualTo(Application.State.STOPPED);
                    scene.deployments().start("shop", Progress.SILENT);
                    scene.assertRuns("shop", 3);
                });
    }

    // What it was made of is gone, so it cannot go on: then nothing of it stays.
    @Test
    void aDeploymentThatCannotGoOnIsUndone() throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder)) {
            CrashingHost line = new CrashingHost(0, false);
            scene.restart(line);
            killed(() -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));
            Files.delete(folder.resolve("services/shop.ova"));

            scene.restart(CrashingHost.never());
            assertThat(scene.deployments().recover(Progress.SILENT))
                    .singleElement()
                    .asString()
                    .contains("everything was undone");

            scene.assertNothingLeft();
        }
    }

    // Killed while it undid what failed: the next one undoes the rest, it does not try again.
    @Test
    void aRollbackThatWasKilledIsFinished() throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder)) {
            CrashingHost line = CrashingHost.never();
            scene.restart(line);
            killed(() -> scene.deployments().deploy(Scene.SHOP, (number, of, text) -> {
                if (text.equals("start shop-web-1")) {
                    Thread.currentThread().interrupt();
                }
                if (text.equals("remove shop-db-1")) {
                    line.kill();
                }
            }));

            scene.restart(CrashingHost.never());
            scene.deployments().recover(Progress.SILENT);

            scene.assertNothingLeft();
        }
    }

    // Nobody can end it; but it must not look busy for ever, and what is left on the host must be removable.
    @Test
    void aDeploymentWhoseHostWasTakenOutIsBrokenUntilTheHostIsBack() throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder)) {
            scene.restart(new CrashingHost(4, true));
            killed(() -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));

            scene.restartWithoutTheHost();
            assertThat(scene.deployments().recover(Progress.SILENT))
                    .singleElement()
                    .asString()
                    .contains("\"" + scene.host().id() + "\" is not one of this endpoint's");
            assertThat(scene.deployments()
                            .applications()
                            .find("shop")
                            .orElseThrow()
                            .state())
                    .isEqualTo(Application.State.BROKEN);
            assertThat(scene.deployments().isInterrupted()).isFalse();
            assertThatExceptionOfType(ServiceException.class)
                    .isThrownBy(() -> scene.deployments().undeploy("shop", Progress.SILENT))
                    .withMessageContaining(scene.host().id().value());

            scene.restart(CrashingHost.never());
            scene.deployments().undeploy("shop", Progress.SILENT);
            scene.assertNothingLeft();
        }
    }

    @Test
    void aDeploymentWhoseHostIsAwayAtTheStartIsFinishedWhenItAnswers() throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder)) {
            scene.restart(new CrashingHost(4, true));
            killed(() -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));

            scene.host()
                    .faults()
                    .add(FaultRule.once(INVENTORY, new FaultRule.Effect.LoseConnection(Duration.ofSeconds(45))));
            scene.restart(CrashingHost.never());
            assertThat(scene.deployments().recover(Progress.SILENT))
                    .singleElement()
                    .asString()
                    .contains("finished");

            scene.assertRuns("shop", 3);
        }
    }

    @Test
    void thereIsNothingToRecoverAfterAnOrderlyEnd() throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder)) {
            scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
            scene.restart(CrashingHost.never());

            assertThat(scene.deployments().recover(Progress.SILENT)).isEmpty();
            scene.assertRuns("shop", 3);
        }
    }

    @FunctionalInterface
    private interface Killable {
        void run(Scene scene, Progress progress);
    }

    @FunctionalInterface
    private interface Check {
        void that(Scene scene) throws IOException, InterruptedException;
    }

    /** Kills before each step, before each changing call, and after each, one at a time, each in a new scene. */
    private void atEveryPlace(Consumer<Scene> before, Killable operation, Check afterwards)
            throws IOException, InterruptedException {
        for (String kind : new String[] {"step", "before", "after"}) {
            boolean killed = true;
            for (int place = 0; killed; place++) {
                if (place > MORE_THAN_ALL_PLACES) {
                    fail("it has more places than " + MORE_THAN_ALL_PLACES);
                }
                try (Scene scene = new Scene(folder.resolve(kind + place))) {
                    before.accept(scene);
                    CrashingHost line =
                            kind.equals("step") ? CrashingHost.never() : new CrashingHost(place, kind.equals("after"));
                    int fatalStep = kind.equals("step") ? place : -1;
                    scene.restart(line);
                    killed = killed(() -> operation.run(scene, (number, of, text) -> {
                        if (number - 1 == fatalStep) {
                            line.kill();
                        }
                    }));
                    scene.restart(CrashingHost.never());
                    scene.deployments().recover(Progress.SILENT);
                    afterwards.that(scene);
                }
            }
        }
    }

    private static boolean killed(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Killed e) {
            return true;
        }
    }
}
