package org.openvman.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.service.ServiceException.Reason;

class DeploymentsTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path state;

    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new Scene(state);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void tiersStartInTheirOrderAndAreReady() throws IOException {
        List<String> steps = new ArrayList<>();

        Application shop = scene.deployments().deploy(Scene.SHOP, (number, of, text) -> steps.add(text));

        scene.assertRuns("shop", 3);
        assertThat(shop.version()).isEqualTo("1.2");
        assertThat(shop.tiers()).extracting(Application.Tier::name).containsExactly("db", "web");
        assertThat(steps)
                .containsSubsequence("upload image guest", "start shop-db-1", "await shop-db-1", "start shop-web-2")
                .containsSubsequence("start shop-web-2", "await shop-web-1");
        // The lowest addresses of the simulator's network, in the order of the start.
        assertThat(shop.members())
                .extracting(Application.Member::address)
                .containsExactly("10.77.0.2", "10.77.0.3", "10.77.0.4");
        VirtualSystem web = member("shop-web-1");
        assertThat(web.recorded().settings().tags())
                .containsExactly("openvman.service=shop", "openvman.tier=web", "openvman.member=1");
        assertThat(web.recorded().disks()).extracting(disk -> disk.id()).containsExactly("vda", "hdc");
        assertThat(web.recorded().processor().maximum()).isEqualTo(4);
    }

    // The proof that values of the manifest get to the guest: its page shows them, expanded.
    @Test
    void guestsKnowWhatTheManifestAndTheUserSay() throws Exception {
        scene.deployments().deploy(Scene.SHOP.withProperties(Map.of("web/greeting", "Grüß <Gott>")), Progress.SILENT);

        String page = GuestPages.get(scene.host(), member("shop-web-2"), 8080);

        assertThat(page).contains("10.77.0.4", "Grüß &lt;Gott&gt;", "simulated").contains("db.host</th><td>10.77.0.2");
    }

    @Test
    void undeployLeavesNothing() throws IOException {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        scene.deployments().undeploy("shop", Progress.SILENT);

        scene.assertNothingLeft();
    }

    @Test
    void aGuestThatDoesNotShutDownIsPoweredOff() throws IOException {
        scene.host().faults().add(FaultRule.always(Operation.POWER, new FaultRule.Effect.IgnoreShutdown()));
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        scene.deployments().undeploy("shop", Progress.SILENT);

        scene.assertNothingLeft();
    }

    @Test
    void theSamePackageIsDeployedTwiceUnderTwoNames() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        scene.deployments().deploy(Scene.SHOP.named("other"), Progress.SILENT);

        scene.assertRuns("shop", 3);
        scene.assertRuns("other", 3);
        assertThat(scene.deployments().applications().all())
                .flatExtracting(application ->
                        application.members().map(Application.Member::address).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void aGuestThatNeverAnswersEndsTheDeploymentWithItsName() throws IOException {
        scene.host()
                .faults()
                .add(FaultRule.always(Operation.GUEST_ANSWER, new FaultRule.Effect.StaySilent())
                        .of("shop-web-2"));

        refused(Reason.TIMEOUT, "shop-web-2", () -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));

        scene.assertNothingLeft();
    }

    @Test
    void anInterruptCancelsAndUndoes() throws IOException {
        refused(
                Reason.CANCELLED,
                "cancelled",
                () -> scene.deployments().deploy(Scene.SHOP, (number, of, text) -> {
                    if (text.equals("start shop-web-1")) {
                        Thread.currentThread().interrupt();
                    }
                }));

        assertThat(Thread.interrupted()).isFalse();
        scene.assertNothingLeft();
    }

    @Test
    void aTierIsAdjustedWhileItRuns() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);

        scene.deployments()
                .adjustTier("shop", "web", OptionalInt.of(3), OptionalLong.of(200 * MEBIBYTE), Progress.SILENT);

        for (String name : List.of("shop-web-1", "shop-web-2")) {
            VirtualSystem system = member(name);
            assertThat(system.active().orElseThrow().processor().count()).isEqualTo(3);
            assertThat(system.active().orElseThrow().memory().bytes()).isEqualTo(200 * MEBIBYTE);
            assertThat(system.recorded().processor().count()).isEqualTo(3);
            assertThat(system.recorded().memory().bytes()).isEqualTo(200 * MEBIBYTE);
        }
        assertThat(tier("web").cpus()).isEqualTo(3);
        assertThat(member("shop-db-1").current().processor().count()).isEqualTo(1);
    }

    @Test
    void anAdjustmentThatOneMemberRefusesIsTakenBackFromAll() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        scene.host()
                .faults()
                .add(FaultRule.once(
                                Operation.MODIFY_DEVICE,
                                new FaultRule.Effect.Fail(HypervisorException.Reason.INSUFFICIENT_RESOURCES, "no room"))
                        .of("shop-web-2"));

        refused(
                Reason.INSUFFICIENT_RESOURCES,
                "no room",
                () -> scene.deployments()
                        .adjustTier("shop", "web", OptionalInt.of(3), OptionalLong.empty(), Progress.SILENT));

        assertThat(member("shop-web-1").current().processor().count()).isEqualTo(1);
        assertThat(member("shop-web-1").recorded().processor().count()).isEqualTo(1);
        assertThat(tier("web").cpus()).isEqualTo(1);
        scene.assertRuns("shop", 3);
    }

    @Test
    void adjustmentsOutsideTheManifestAreRefused() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);

        refused(
                Reason.INVALID,
                "1 to 4",
                () -> scene.deployments()
                        .adjustTier("shop", "web", OptionalInt.of(5), OptionalLong.empty(), Progress.SILENT));
        refused(
                Reason.INVALID,
                "memory",
                () -> scene.deployments()
                        .adjustTier("shop", "web", OptionalInt.empty(), OptionalLong.of(1), Progress.SILENT));
        refused(
                Reason.NOT_FOUND,
                "cache",
                () -> scene.deployments()
                        .adjustTier("shop", "cache", OptionalInt.of(2), OptionalLong.empty(), Progress.SILENT));

        scene.assertRuns("shop", 3);
    }

    @Test
    void aTierGrowsByTheNextNumberAndShrinksByTheNewest() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);

        scene.deployments().scaleTier("shop", "web", 4, Progress.SILENT);
        scene.assertRuns("shop", 5);
        assertThat(tier("web").members())
                .extracting(Application.Member::name)
                .containsExactly("shop-web-1", "shop-web-2", "shop-web-3", "shop-web-4");

        scene.deployments().scaleTier("shop", "web", 1, Progress.SILENT);
        scene.assertRuns("shop", 2);
        assertThat(tier("web").members()).extracting(Application.Member::name).containsExactly("shop-web-1");

        // Addresses of members that are gone are given away again.
        scene.deployments().scaleTier("shop", "web", 2, Progress.SILENT);
        assertThat(tier("web").members().get(1).address()).isEqualTo("10.77.0.4");
    }

    @Test
    void aNewMemberHasWhatItsTierWasAdjustedTo() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        scene.deployments().adjustTier("shop", "web", OptionalInt.of(2), OptionalLong.empty(), Progress.SILENT);

        scene.deployments().scaleTier("shop", "web", 3, Progress.SILENT);

        assertThat(member("shop-web-3").current().processor().count()).isEqualTo(2);
    }

    @Test
    void scalingOutsideTheManifestIsRefused() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);

        refused(Reason.INVALID, "1 to 4", () -> scene.deployments().scaleTier("shop", "web", 5, Progress.SILENT));
        refused(Reason.INVALID, "1 to 4", () -> scene.deployments().scaleTier("shop", "web", 0, Progress.SILENT));
    }

    // Scale-out must not depend on what happens to the upload.
    @Test
    void aServiceKeepsItsPackage() throws IOException {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        Files.delete(scene.packages().resolve("shop.ova"));

        scene.deployments().scaleTier("shop", "web", 3, Progress.SILENT);
        scene.deployments().undeploy("shop", Progress.SILENT);

        scene.assertNothingLeft();
    }

    @Test
    void aServiceIsStoppedAndStarted() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        List<String> steps = new ArrayList<>();

        scene.deployments().stop("shop", (number, of, text) -> steps.add(text));

        assertThat(steps).containsExactly("stop shop-web-2", "stop shop-web-1", "stop shop-db-1");
        assertThat(scene.members("shop")).allMatch(system -> system.state() == SystemState.DEFINED);
        Application stopped = scene.deployments().applications().find("shop").orElseThrow();
        assertThat(stopped.state()).isEqualTo(Application.State.STOPPED);
        assertThat(stopped.members()).noneMatch(Application.Member::ready);
        refused(
                Reason.INVALID_STATE,
                "STOPPED",
                () -> scene.deployments().scaleTier("shop", "web", 3, Progress.SILENT));

        scene.deployments().start("shop", Progress.SILENT);
        scene.assertRuns("shop", 3);
    }

    @Test
    void operationsOnOneServiceExcludeEachOther() {
        scene.deployments().deploy(Scene.SHOP, Progress.SILENT);
        List<Reason> reasons = new ArrayList<>();

        scene.deployments().stop("shop", (number, of, text) -> {
            try {
                scene.deployments().undeploy("shop", Progress.SILENT);
            } catch (ServiceException e) {
                reasons.add(e.reason());
            }
        });

        assertThat(reasons).isNotEmpty().containsOnly(Reason.BUSY);
    }

    @Test
    void manyServicesAreDeployedAtOnce() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Application>> work = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                DeployRequest request = Scene.SHOP.named("shop" + i);
                work.add(() -> scene.deployments().deploy(request, Progress.SILENT));
            }
            for (Future<Application> deployed : threads.invokeAll(work)) {
                scene.assertRuns(deployed.get().name(), 3);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(scene.deployments().applications().all())
                .flatExtracting(application ->
                        application.members().map(Application.Member::address).toList())
                .hasSize(3 * count)
                .doesNotHaveDuplicates();
    }

    @Test
    void ofTwoDeploymentsOfOneNameOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<String> deploy = () -> {
                try {
                    return scene.deployments()
                            .deploy(Scene.SHOP, Progress.SILENT)
                            .name();
                } catch (ServiceException e) {
                    return e.reason().name();
                }
            };
            List<String> outcomes = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(List.of(deploy, deploy))) {
                outcomes.add(future.get());
            }

            assertThat(outcomes).containsExactlyInAnyOrder("shop", "ALREADY_EXISTS");
            scene.assertRuns("shop", 3);
        } finally {
            threads.shutdownNow();
        }
    }

    // "a-b" with tier "c" and "a" with tier "b-c" would both have a member "a-b-c-1".
    @Test
    void twoServicesCannotMeanTheSameMember() throws IOException {
        ServicePackages.pack(
                scene.packages(),
                "odd",
                ServicePackages.SHOP.replace("name: db", "name: x-db").replace("internal,db", "internal,x-db"));
        scene.deployments().deploy(Scene.SHOP.named("a-x"), Progress.SILENT);

        refused(
                Reason.ALREADY_EXISTS,
                "a-x-db-1",
                () -> scene.deployments().deploy(DeployRequest.of("odd.ova").named("a"), Progress.SILENT));

        scene.assertRuns("a-x", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a b", "a/b", "../a", "ä", "a.b", "a_b", "a\u0000", "a-", "-a", "'; DROP TABLE x"})
    void namesThatAreNoHostNamesAreRefused(String name) throws IOException {
        refused(
                Reason.INVALID,
                "\"" + name + "\"",
                () -> scene.deployments().deploy(Scene.SHOP.named(name), Progress.SILENT));

        scene.assertNothingLeft();
    }

    @Test
    void aNameThatMakesMembersNamesTooLongIsRefused() throws IOException {
        refused(
                Reason.INVALID,
                "too long",
                () -> scene.deployments().deploy(Scene.SHOP.named("a".repeat(58)), Progress.SILENT));

        scene.assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../shop.ova", "/etc/passwd", "", ".", "..", "a b.ova", "x\n"})
    void packageNamesThatAreNoFileNamesAreRefused(String name) {
        refused(Reason.INVALID, name, () -> scene.deployments().deploy(DeployRequest.of(name), Progress.SILENT));
    }

    @Test
    void whatIsWrongWithARequestIsNamedAndNothingHappens() throws IOException {
        refused(
                Reason.NOT_FOUND,
                "none.ova",
                () -> scene.deployments().deploy(DeployRequest.of("none.ova"), Progress.SILENT));
        refused(
                Reason.NOT_FOUND,
                "dmz",
                () -> scene.deployments().deploy(Scene.SHOP.withNetworks(Map.of("internal", "dmz")), Progress.SILENT));
        refused(
                Reason.INVALID,
                "outside",
                () -> scene.deployments()
                        .deploy(Scene.SHOP.withNetworks(Map.of("outside", "default")), Progress.SILENT));
        refused(
                Reason.INVALID,
                "net.ip",
                () -> scene.deployments()
                        .deploy(Scene.SHOP.withProperties(Map.of("net.ip", "1.2.3.4")), Progress.SILENT));
        refused(
                Reason.NOT_FOUND,
                "moon",
                () -> scene.deployments()
                        .deploy(Scene.SHOP.on(new org.openvman.provider.hypervisor.HostId("moon")), Progress.SILENT));

        scene.assertNothingLeft();
    }

    @Test
    void aPackageThatWasChangedIsRefused() throws IOException {
        Path ova = scene.packages().resolve("shop.ova");
        byte[] bytes = Files.readAllBytes(ova);
        // Inside the image, which is all zeros.
        bytes[bytes.length - 32 * 1024] = 1;
        Files.write(ova, bytes);

        refused(Reason.INVALID, "guest.img", () -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));

        scene.assertNothingLeft();
    }

    @Test
    void whatIsNoPackageIsRefused() throws IOException {
        Files.writeString(scene.packages().resolve("text.ova"), "no archive");

        refused(
                Reason.INVALID,
                "text.ova",
                () -> scene.deployments().deploy(DeployRequest.of("text.ova"), Progress.SILENT));
    }

    @Test
    void moreMemoryThanTheHostHasIsRefusedBeforeAnythingHappens() throws IOException {
        ServicePackages.pack(
                scene.packages(),
                "huge",
                ServicePackages.SHOP.replace("memory: 128 MiB, maxCpus: 2, maxMemory: 256 MiB", "memory: 900 GiB"));
        List<String> steps = new ArrayList<>();

        refused(
                Reason.INSUFFICIENT_RESOURCES,
                "memory",
                () -> scene.deployments().deploy(DeployRequest.of("huge.ova"), (number, of, text) -> steps.add(text)));

        assertThat(steps).isEmpty();
        scene.assertNothingLeft();
    }

    // Undo works by name: what was there before must never be taken for ours.
    @Test
    void volumesOfOthersAreLeftAlone() throws IOException {
        var volumes = scene.host().volumes().orElseThrow();
        var theirs = new org.openvman.provider.hypervisor.VolumeId("default", "shop-web-2-root.qcow2");
        volumes.create(theirs, org.openvman.provider.hypervisor.VolumeFormat.QCOW2, MEBIBYTE);

        refused(Reason.ALREADY_EXISTS, theirs.name(), () -> scene.deployments().deploy(Scene.SHOP, Progress.SILENT));

        assertThat(volumes.find(theirs)).isPresent();
        volumes.delete(theirs);
        scene.assertNothingLeft();
    }

    private Application.Tier tier(String name) {
        return scene.deployments()
                .applications()
                .find("shop")
                .flatMap(shop -> shop.tier(name))
                .orElseThrow();
    }

    private VirtualSystem member(String name) {
        return scene.inventory().systems().values().stream()
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(Reason reason, String named, Runnable operation) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(operation::run)
                .withMessageContaining(named)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
