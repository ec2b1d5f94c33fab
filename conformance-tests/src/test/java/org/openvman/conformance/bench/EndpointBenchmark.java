package org.openvman.conformance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.wire.Envelope;

/**
 * Measures the endpoint in a process of its own, over loopback, with Basic authentication, beside a bare HTTP server in
 * the same run. Prints one line for each number with its target; ends with 1 if a target is missed and
 * {@code --check} was given.
 */
public final class EndpointBenchmark {
    private static final int SYSTEMS = 1000;
    private static final int BATCH = 100;
    private static final double MEBIBYTE = 1024 * 1024;

    private final Report report = new Report();
    private final Duration time;

    private EndpointBenchmark(Duration time) {
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        EndpointBenchmark benchmark = new EndpointBenchmark(Duration.ofSeconds(given.contains("--quick") ? 3 : 10));
        benchmark.run();
        System.exit(given.contains("--check") && benchmark.report.missed() ? 1 : 0);
    }

    private void run() throws IOException {
        startTime();
        try (LiveEndpoint endpoint = LiveEndpoint.start("simulator:?systems=" + SYSTEMS)) {
            Systems systems = new Systems(endpoint, time);
            Envelope get = systems.get();
            int answerBytes = systems.client().send(get).exchange().response().length();
            try (BareJetty.Running bare = BareJetty.Running.start(answerBytes)) {
                gets(
                        endpoint,
                        systems,
                        new Load(endpoint.url(), endpoint.login(), get.toXml()),
                        new Load(bare.url(), endpoint.login(), get.toXml()));
            }
            int all = systems.client().enumerate("CIM_ComputerSystem").size(); // the host and its switch are there too
            Latencies enumerations = systems.enumerations(all, BATCH);
            String what = "Enumerate of " + all + " systems by " + BATCH;
            report.atMost(what + ": p50", enumerations.percentileMillis(50), "ms", 500);
            report.fact(what + ": worst", enumerations.percentileMillis(100), "ms");
            report.atMost("resident memory", endpoint.residentBytes() / MEBIBYTE, "MiB", 300);
        }
    }

    private void startTime() throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            try (LiveEndpoint endpoint = LiveEndpoint.start("simulator:")) {
                best = Math.min(best, endpoint.startTime().toMillis());
            }
        }
        report.atMost("start until ready, best of 3", best, "ms", 3000);
    }

    private void gets(LiveEndpoint endpoint, Systems systems, Load ours, Load bare) throws IOException {
        // Both have to be compiled before they are compared.
        systems.warmUp(ours);
        systems.warmUp(bare);
        Latencies bareOne = bare.run(1, time);
        Latencies one = ours.run(1, time);
        Latencies bareMany = bare.run(Systems.CLIENTS, time);
        Duration cpuBefore = endpoint.cpuTime();
        Latencies many = ours.run(Systems.CLIENTS, time);
        double cpuMicros = endpoint.cpuTime().minus(cpuBefore).toNanos() / 1e3 / many.nanos().length;
        report.atMost("Get, 1 client: p50", one.percentileMillis(50), "ms", 1);
        report.fact("Get, 1 client: p99", one.percentileMillis(99), "ms");
        report.fact("Get, 1 client", one.perSecond(), "req/s");
        report.fact("bare server, 1 client", bareOne.perSecond(), "req/s");
        report.atLeast("Get, " + Systems.CLIENTS + " clients", many.perSecond(), "req/s", 2000);
        report.fact("Get, " + Systems.CLIENTS + " clients: p99", many.percentileMillis(99), "ms");
        report.fact("bare server, " + Systems.CLIENTS + " clients", bareMany.perSecond(), "req/s");
        report.fact("ratio bare/ours, 1 client", bareOne.perSecond() / one.perSecond(), "");
        report.fact("ratio bare/ours, " + Systems.CLIENTS + " clients", bareMany.perSecond() / many.perSecond(), "");
        report.fact("CPU of the endpoint for a Get", cpuMicros, "us");
    }
}
