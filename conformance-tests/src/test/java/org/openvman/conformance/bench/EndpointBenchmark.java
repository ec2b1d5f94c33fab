package org.openvman.conformance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Page;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.wire.Connection;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;

/**
 * Measures the endpoint in a process of its own, over loopback, with Basic authentication, beside a bare HTTP server in
 * the same run. Prints one line for each number with its target; ends with 1 if a target is missed and
 * {@code --check} was given.
 */
public final class EndpointBenchmark {
    private static final int SYSTEMS = 1000;
    private static final int BATCH = 100;
    private static final int CLIENTS = 8;
    private static final int WARM_UP_REQUESTS = 30_000;
    private static final int MOST_WARM_UPS = 6;
    private static final double MEBIBYTE = 1024 * 1024;

    private final Duration time;
    private boolean missed;

    private EndpointBenchmark(Duration time) {
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        EndpointBenchmark benchmark = new EndpointBenchmark(Duration.ofSeconds(given.contains("--quick") ? 3 : 10));
        benchmark.run();
        System.exit(given.contains("--check") && benchmark.missed ? 1 : 0);
    }

    private void run() throws IOException {
        startTime();
        try (LiveEndpoint endpoint = LiveEndpoint.start("simulator:?systems=" + SYSTEMS)) {
            Client client = new Client(new Connection(endpoint.url(), Optional.of(endpoint.login())), Optional.empty());
            EndpointReference system = client.enumerate("CIM_ComputerSystem").stream()
                    .filter(each -> each.className().equals("OpenVMAN_ComputerSystem"))
                    .findFirst()
                    .orElseThrow()
                    .reference();
            Envelope get = Envelope.to(system, Names.GET);
            int answerBytes = client.send(get).exchange().response().length();
            try (BareJetty.Running bare = BareJetty.Running.start(answerBytes)) {
                gets(
                        endpoint,
                        new Load(endpoint.url(), endpoint.login(), get.toXml()),
                        new Load(bare.url(), endpoint.login(), get.toXml()));
            }
            enumerations(client);
            report("resident memory", endpoint.residentBytes() / MEBIBYTE, "MiB", 300, false);
        }
    }

    private void startTime() throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            try (LiveEndpoint endpoint = LiveEndpoint.start("simulator:")) {
                best = Math.min(best, endpoint.startTime().toMillis());
            }
        }
        report("start until ready, best of 3", best, "ms", 3000, false);
    }

    private void gets(LiveEndpoint endpoint, Load ours, Load bare) throws IOException {
        // Both have to be compiled before they are compared.
        warmUp(ours);
        warmUp(bare);
        Latencies bareOne = bare.run(1, time);
        Latencies one = ours.run(1, time);
        Latencies bareMany = bare.run(CLIENTS, time);
        Duration cpuBefore = endpoint.cpuTime();
        Latencies many = ours.run(CLIENTS, time);
        double cpuMicros = endpoint.cpuTime().minus(cpuBefore).toNanos() / 1e3 / many.nanos().length;
        report("Get, 1 client: p50", one.percentileMillis(50), "ms", 1, false);
        report("Get, 1 client: p99", one.percentileMillis(99), "ms", 0, false);
        report("Get, 1 client", one.perSecond(), "req/s", 0, true);
        report("bare server, 1 client", bareOne.perSecond(), "req/s", 0, true);
        report("Get, " + CLIENTS + " clients", many.perSecond(), "req/s", 2000, true);
        report("Get, " + CLIENTS + " clients: p99", many.percentileMillis(99), "ms", 0, false);
        report("bare server, " + CLIENTS + " clients", bareMany.perSecond(), "req/s", 0, true);
        report("ratio bare/ours, 1 client", bareOne.perSecond() / one.perSecond(), "", 0, false);
        report("ratio bare/ours, " + CLIENTS + " clients", bareMany.perSecond() / many.perSecond(), "", 0, false);
        report("CPU of the endpoint for a Get", cpuMicros, "us", 0, false);
    }

    private void warmUp(Load load) throws IOException {
        int done = 0;
        for (int i = 0; i < MOST_WARM_UPS && done < WARM_UP_REQUESTS; i++) {
            done += load.run(CLIENTS, time).nanos().length;
        }
    }

    private void enumerations(Client client) {
        EndpointReference systems = client.classReference("CIM_ComputerSystem");
        int runs = 20;
        long[] nanos = new long[runs];
        for (int i = -runs; i < runs; i++) { // the first runs warm it up
            long begin = System.nanoTime();
            int seen = enumerate(client, systems);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
            Expect.that(seen == SYSTEMS + 1, SYSTEMS + 1 + " systems", seen);
        }
        Latencies each = new Latencies(nanos, Duration.ZERO);
        report(
                "Enumerate of " + SYSTEMS + " systems by " + BATCH + ": p50",
                each.percentileMillis(50),
                "ms",
                500,
                false);
        report(
                "Enumerate of " + SYSTEMS + " systems by " + BATCH + ": worst",
                each.percentileMillis(100),
                "ms",
                0,
                false);
    }

    private static int enumerate(Client client, EndpointReference systems) {
        Reply first = client.send(Envelope.to(systems, Names.ENUMERATE)
                .body("<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:MaxElements>" + BATCH
                        + "</wsman:MaxElements></wsen:Enumerate>"));
        Page page = Page.of(Expect.success(first));
        int seen = page.items().size();
        while (!page.last()) {
            page = Page.of(Expect.success(client.pull(systems, page.context(), BATCH)));
            seen += page.items().size();
        }
        client.connection().drain();
        return seen;
    }

    /**
     * @param target 0 if there is none
     * @param atLeast whether more is better
     */
    private void report(String what, double value, String unit, double target, boolean atLeast) {
        String judged = "";
        if (target > 0) {
            boolean met = atLeast ? value >= target : value < target;
            missed |= !met;
            judged = String.format(
                    Locale.ROOT, "(target %s %.0f: %s)", atLeast ? ">=" : "<", target, met ? "met" : "MISSED");
        }
        System.out.printf(Locale.ROOT, "%-46s %10.2f %-6s %s%n", what, value, unit, judged);
    }
}
