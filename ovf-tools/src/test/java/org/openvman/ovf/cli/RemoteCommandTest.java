package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.FakeEndpoint;
import org.openvman.ovf.testing.FakeEndpoint.Answer;
import org.openvman.ovf.testing.FakeEndpoint.Request;
import org.openvman.ovf.testing.WsmanAnswers;

/** What the commands that need an endpoint say, and end with, when it does not do what they want. */
class RemoteCommandTest {
    private static final String INSTALLATION = "OpenVMAN_SoftwareInstallationService";

    @TempDir
    Path folder;

    @Test
    void nobodyThereEndsWith69() throws IOException {
        assertThat(ovf("status", "--endpoint", FakeEndpoint.away())
                        .ends(ExitCode.UNAVAILABLE)
                        .err())
                .startsWith("ovf: nobody answers at http://127.0.0.1:")
                .hasLineCount(1);
    }

    @Test
    void aRefusedLoginEndsWith77() throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(401, "")) {
            for (String protocol : List.of("wsman", "cim-xml")) {
                assertThat(ovf("undeploy", "shop", "--yes", "--protocol", protocol, "--endpoint", endpoint.url())
                                .ends(ExitCode.NOT_ALLOWED)
                                .err())
                        .isEqualTo("ovf: " + endpoint.url()
                                + " wants a user: name one with --user, and set OPENVMAN_PASSWORD\n");
            }
        }
    }

    @Test
    void aFaultIsOneLineAndEndsWith1() throws IOException {
        try (FakeEndpoint endpoint =
                FakeEndpoint.answering(500, WsmanAnswers.fault("InternalError", "the store is full"))) {
            OvfRun ran = ovf("set", "shop", "db", "--cpus", 2, "--endpoint", endpoint.url())
                    .ends(ExitCode.ERROR);
            assertThat(ran.err()).isEqualTo("ovf: the store is full\n");
            assertThat(ran.out()).isEmpty();
        }
        try (FakeEndpoint endpoint = FakeEndpoint.answering(500, WsmanAnswers.fault("AccessDenied", "read only"))) {
            ovf("status", "--endpoint", endpoint.url()).ends(ExitCode.NOT_ALLOWED);
        }
    }

    @Test
    void aPackageThatTheEndpointDoesNotTakeIsNotDeployed() throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(507, "no room for 12 bytes\nmore")) {
            assertThat(ovf("deploy", service(), "--endpoint", endpoint.url())
                            .ends(ExitCode.ERROR)
                            .err())
                    .isEqualTo(
                            "ovf: the endpoint does not take package shop.ova: HTTP status 507 no room for 12 bytes\n");
            assertThat(endpoint.requests()).extracting(Request::method).containsExactly("PUT");
        }
        try (FakeEndpoint endpoint = FakeEndpoint.answering(403, "read only")) {
            ovf("deploy", service(), "--endpoint", endpoint.url()).ends(ExitCode.NOT_ALLOWED);
        }
    }

    @Test
    void aJobThatFailsEndsWithItsReasonAndItsStepsAreEvents() throws IOException {
        Deque<String> job = new ArrayDeque<>(List.of(
                WsmanAnswers.job(4, 40, "step 2 of 5: clone disk", ""),
                WsmanAnswers.job(10, 40, "failed", "the pool has 3 MiB, the disk needs 64 MiB")));
        try (FakeEndpoint endpoint = FakeEndpoint.answering(request -> new Answer(200, answer(request, job)))) {
            OvfRun ran = ovf("deploy", service(), "--endpoint", endpoint.url(), "--quiet", "--progress", "json")
                    .ends(ExitCode.ERROR);
            assertThat(ran.err().lines().filter(line -> line.contains("\"job\"")))
                    .containsExactly(
                            "{\"event\":\"job\",\"status\":\"step 2 of 5: clone disk\",\"percent\":40,\"state\":4}",
                            "{\"event\":\"job\",\"status\":\"failed\",\"percent\":40,\"state\":10}");
            assertThat(ran.err().lines().reduce("", (first, last) -> last))
                    .isEqualTo("ovf: the pool has 3 MiB, the disk needs 64 MiB");
        }
    }

    @Test
    void anOptionThatThePackageLacksIsNotUploaded() throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(200, "")) {
            assertThat(ovf("deploy", service(), "--deployment-option", "x", "--endpoint", endpoint.url())
                            .ends(ExitCode.ERROR)
                            .err())
                    .isEqualTo("ovf: service 'shop' has no deployment option 'x'; it has none\n");
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    // What was uploaded for an import is not left at the endpoint, whatever becomes of the import.
    @Test
    void aFailedImportTakesItsPackageBack() throws IOException {
        Path archive = folder.resolve("machine.ova");
        ovf("pack", service(), "-o", archive).ends(ExitCode.OK);
        Deque<String> job = new ArrayDeque<>(List.of(WsmanAnswers.job(10, 40, "failed", "the pool is full")));
        try (FakeEndpoint endpoint = FakeEndpoint.answering(request -> new Answer(200, answer(request, job)))) {
            assertThat(ovf(
                                    "import",
                                    archive,
                                    "--new-identity",
                                    "--network",
                                    "lan=default",
                                    "--endpoint",
                                    endpoint.url())
                            .ends(ExitCode.ERROR)
                            .err())
                    .isEqualTo("ovf: the pool is full\n");
            List<Request> requests = endpoint.requests();
            assertThat(requests).extracting(Request::method).containsExactly("PUT", "POST", "POST", "POST", "DELETE");
            assertThat(requests.get(2).body())
                    .contains("package:import-", "NewIdentity>true<", "Connections>lan=default<");
        }
    }

    @Test
    void anInterruptedImportEndsItsJobAndTakesItsPackageBack() throws Exception {
        Path archive = folder.resolve("machine.ova");
        ovf("pack", service(), "-o", archive).ends(ExitCode.OK);
        CountDownLatch watched = new CountDownLatch(1);
        AtomicReference<String> job = new AtomicReference<>(WsmanAnswers.job(4, 40, "copying", ""));
        Function<Request, Answer> answers = request -> {
            if (request.body().contains("/RequestStateChange<")) {
                job.set(WsmanAnswers.job(8, 40, "terminated", ""));
                return new Answer(200, WsmanAnswers.done("OpenVMAN_ConcreteJob", "RequestStateChange"));
            }
            if (request.body().contains("/Get<")) {
                watched.countDown();
            }
            return new Answer(200, answer(request, new ArrayDeque<>(List.of(job.get()))));
        };
        try (FakeEndpoint endpoint = FakeEndpoint.answering(answers)) {
            Process command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Ovf.class.getName(),
                            "import",
                            archive.toString(),
                            "--endpoint",
                            endpoint.url().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            assertThat(watched.await(1, TimeUnit.MINUTES)).isTrue();
            command.destroy();
            assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(endpoint.requests())
                    .filteredOn(request -> request.body().contains("RequestedState>4<"))
                    .hasSize(1);
            assertThat(endpoint.requests()).last().extracting(Request::method).isEqualTo("DELETE");
        }
    }

    @Test
    void anExportNeedsSomewhereToGo() throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(200, "")) {
            assertThat(ovf("export", "web", "--endpoint", endpoint.url())
                            .ends(ExitCode.USAGE)
                            .err())
                    .contains("give -o FILE.ova");
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    private static String answer(Request request, Deque<String> job) {
        if (!request.method().equals("POST")) {
            return "";
        }
        if (request.body().contains("/Enumerate<")) {
            return WsmanAnswers.oneReference(INSTALLATION, "installer");
        }
        if (request.body().contains("/ImportSystem<")) {
            return WsmanAnswers.jobStarted(INSTALLATION, "ImportSystem", "7");
        }
        return request.body().contains("/InstallFromURI<")
                ? WsmanAnswers.jobStarted(INSTALLATION, "InstallFromURI", "7")
                : job.remove();
    }

    private Path service() throws IOException {
        Path shop = folder.resolve("shop");
        if (!Files.exists(shop)) {
            ovf("new", shop).ends(ExitCode.OK);
            Files.write(shop.resolve("guest.qcow2"), new byte[12]);
        }
        return shop.resolve("service.yaml");
    }
}
