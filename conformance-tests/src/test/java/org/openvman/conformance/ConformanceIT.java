package org.openvman.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckResult;
import org.openvman.conformance.check.Outcome;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;
import org.openvman.conformance.report.SavedExchanges;
import org.openvman.conformance.suite.vman.TestBoot;
import org.openvman.provider.hypervisor.libvirt.LxcSetting;
import org.openvman.provider.hypervisor.libvirt.TestDriverSetting;

/**
 * Our own endpoint conforms: on the simulator always, on libvirt's test driver where the library is, on QEMU and on
 * containers where bin/lab has started a libvirt, on Xen where bin/lab-xen has.
 */
@ExtendWith(SharedEndpoint.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    private static final String QEMU = "OPENVMAN_QEMU_URI";
    private static final String XEN = "OPENVMAN_XEN_URI";
    private static final String XEN_IMAGE = "/var/lib/libvirt/images/guest.img";
    private static final Duration XEN_BOOT = Duration.ofSeconds(25);

    /** What we know to be missing. A gap that closes fails the test, so that nothing stays here by mistake. */
    private static final Map<String, String> KNOWN_GAPS_ON_QEMU = Map.of();

    @TempDir
    static Path root;

    private final List<AutoCloseable> open = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> wsmanOnTheSimulator(LiveEndpoint endpoint) {
        return checks("wsman", target(endpoint), Map.of());
    }

    @TestFactory
    Stream<DynamicTest> vmanOnTheSimulator(LiveEndpoint endpoint) {
        return checks("vman", target(endpoint), Map.of());
    }

    @TestFactory
    Stream<DynamicTest> vmanOnTheTestDriver() throws IOException {
        TestDriverSetting.needsLibvirt(ConformanceIT.class);
        return checks("vman", target(started(TestDriverSetting.URI.text())), Map.of());
    }

    @TestFactory
    Stream<DynamicTest> vmanOnQemu() throws IOException {
        String uri = uriOrSkipped("QEMU", QEMU, "run bin/test as root, or bin/lab start");
        return checks("vman", target(started(uri)), KNOWN_GAPS_ON_QEMU);
    }

    // bin/lab-xen has a guest whose kernel is in its disk; Xen starts none without.
    @TestFactory
    @Tag("xen")
    Stream<DynamicTest> vmanOnXen() throws IOException {
        String uri = uriOrSkipped("Xen", XEN, "run bin/test --slow as root, or bin/lab-xen start");
        TestBoot boot = new TestBoot(Optional.empty(), Optional.of(XEN_IMAGE), XEN_BOOT);
        return checks("vman", target(started(uri)).with(boot), Map.of());
    }

    @TestFactory
    Stream<DynamicTest> vmanOnContainers() throws IOException {
        String uri = LxcSetting.uriOrSkip(ConformanceIT.class).text();
        LxcSetting.root(root);
        return checks(
                "vman",
                target(started(uri)).with(new TestBoot(Optional.of(root.toString()), Optional.empty(), Duration.ZERO)),
                Map.of());
    }

    private LiveEndpoint started(String hypervisor) throws IOException {
        LiveEndpoint endpoint = LiveEndpoint.start(hypervisor);
        open.add(endpoint);
        return endpoint;
    }

    private static String uriOrSkipped(String where, String variable, String remedy) {
        String uri = System.getenv(variable);
        if (uri == null || uri.isBlank()) {
            String reason = variable + " is not set: " + remedy;
            System.out.println("vman on " + where + " skipped: " + reason);
            throw new TestAbortedException(reason);
        }
        return uri;
    }

    private static Target target(LiveEndpoint endpoint) {
        return Target.at(endpoint.url(), endpoint.login());
    }

    private Stream<DynamicTest> checks(String suite, Target target, Map<String, String> gaps) {
        Run run = Run.of(suite, target);
        // Before the endpoint itself, which may be in the list already.
        open.add(0, run);
        return run.suite().checks().stream()
                .map(check -> DynamicTest.dynamicTest(title(check), () -> judge(run, check, gaps)));
    }

    private static String title(Check check) {
        return check.id() + " [" + check.requirement() + "] "
                + check.requirement().text();
    }

    private static void judge(Run run, Check check, Map<String, String> gaps) {
        CheckResult result = run.judge(check);
        String gap = gaps.get(check.id());
        if (result.outcome() instanceof Outcome.Skipped skipped) {
            throw new TestAbortedException(skipped.reason());
        }
        if (result.failed() && gap != null) {
            System.out.println(check.id() + " fails, as is known: " + gap);
            throw new TestAbortedException("known gap: " + gap);
        }
        if (result.failed()) {
            throw new AssertionError(result.outcome().explanation() + "\n" + SavedExchanges.text(result));
        }
        if (gap != null) {
            throw new AssertionError("the gap is closed; take " + check.id() + " off the list");
        }
    }

    @AfterAll
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
