package org.openvman.conformance.bench;

import java.io.IOException;
import java.time.Duration;
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

/** The virtual systems of an endpoint, read by clients. */
final class Systems {
    static final int CLIENTS = 8;

    private static final int WARM_UP_REQUESTS = 30_000;
    private static final int MOST_WARM_UPS = 6;
    private static final int ENUMERATIONS = 20;

    private final Client client;
    private final Duration time;

    /**
     * @param time how long each load lasts
     */
    Systems(LiveEndpoint endpoint, Duration time) {
        this.client = new Client(new Connection(endpoint.url(), Optional.of(endpoint.login())), Optional.empty());
        this.time = time;
    }

    Client client() {
        return client;
    }

    Duration time() {
        return time;
    }

    /** A Get of any virtual system. */
    Envelope get() {
        EndpointReference system = client.enumerate("CIM_ComputerSystem").stream()
                .filter(each -> each.className().equals("OpenVMAN_ComputerSystem"))
                .findFirst()
                .orElseThrow()
                .reference();
        return Envelope.to(system, Names.GET);
    }

    /** Runs a load until the server is compiled. */
    void warmUp(Load load) throws IOException {
        int done = 0;
        for (int i = 0; i < MOST_WARM_UPS && done < WARM_UP_REQUESTS; i++) {
            done += load.run(CLIENTS, time).nanos().length;
        }
    }

    /** Enumerates all computer systems some times, warm. */
    Latencies enumerations(int expected, int batch) {
        EndpointReference systems = client.classReference("CIM_ComputerSystem");
        long[] nanos = new long[ENUMERATIONS];
        for (int i = -ENUMERATIONS; i < ENUMERATIONS; i++) { // the first runs warm it up
            long begin = System.nanoTime();
            int seen = enumerate(systems, batch);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
            Expect.that(seen == expected, expected + " systems", seen);
        }
        return new Latencies(nanos, Duration.ZERO);
    }

    private int enumerate(EndpointReference systems, int batch) {
        Reply first = client.send(Envelope.to(systems, Names.ENUMERATE)
                .body("<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:MaxElements>" + batch
                        + "</wsman:MaxElements></wsen:Enumerate>"));
        Page page = Page.of(Expect.success(first));
        int seen = page.items().size();
        while (!page.last()) {
            page = Page.of(Expect.success(client.pull(systems, page.context(), batch)));
            seen += page.items().size();
        }
        client.connection().drain();
        return seen;
    }
}
