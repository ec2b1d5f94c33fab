package org.openvman.provider.hypervisor.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openvman.provider.hypervisor.GuestAccess;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemId;

/**
 * The network of simulated guests: each port of a guest that somebody asks for becomes a port of the loopback interface,
 * where the guest answers HTTP once it has booted. Before that, connections are closed without an answer.
 */
final class SimulatedGuests implements GuestAccess, AutoCloseable {
    private static final int MOST_PORTS = 256;
    private static final int THREADS = 4;

    private record Door(SystemId system, int port) {}

    private final String host;
    private final Function<SystemId, Optional<SimulatedGuest>> guests;
    private final ThreadPoolExecutor threads;
    private final Map<Door, HttpServer> doors = new HashMap<>();

    /** The function gives the guest if it answers now. */
    SimulatedGuests(String host, Function<SystemId, Optional<SimulatedGuest>> guests) {
        this.host = host;
        this.guests = guests;
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, host + "-guest");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public synchronized InetSocketAddress reach(SystemId system, String address, int port) {
        return doors.computeIfAbsent(new Door(system, port), this::open).getAddress();
    }

    synchronized void gone(SystemId system) {
        for (Iterator<Map.Entry<Door, HttpServer>> all = doors.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Door, HttpServer> door = all.next();
            if (door.getKey().system().equals(system)) {
                door.getValue().stop(0);
                all.remove();
            }
        }
    }

    @Override
    public synchronized void close() {
        doors.values().forEach(server -> server.stop(0));
        doors.clear();
        threads.shutdownNow();
    }

    private HttpServer open(Door door) {
        if (doors.size() >= MOST_PORTS) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "host \"" + host + "\" reaches at most " + MOST_PORTS + " ports of simulated guests");
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(door, exchange));
            server.start();
            return server;
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.FAILED, "no port for guest " + door.system() + ": " + e.getMessage(), e);
        }
    }

    private void answer(Door door, HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<SimulatedGuest> guest = guests.apply(door.system());
            if (guest.isPresent()) {
                GuestPage page =
                        GuestPage.of(guest.get(), exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().set("Content-Type", page.contentType());
                exchange.sendResponseHeaders(200, page.bytes().length);
                exchange.getResponseBody().write(page.bytes());
            }
        }
    }
}
