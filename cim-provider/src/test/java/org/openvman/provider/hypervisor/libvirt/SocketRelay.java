package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a socket that a test can cut, freeze and restore, as a network or a daemon that dies would. */
final class SocketRelay implements AutoCloseable {
    private final Path here;
    private final Path there;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private final RequestWatch requests = new RequestWatch();
    private volatile boolean passesRequest;
    private boolean frozen;

    SocketRelay(Path here, Path there) {
        this.here = here;
        this.there = there;
    }

    void restore() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(here));
        open.add(listening);
        start(() -> accept(listening));
    }

    /** Ends all connections and refuses new ones. */
    void cut() throws IOException {
        for (Channel channel : open) {
            channel.close();
        }
        open.clear();
        Files.deleteIfExists(here);
    }

    /** Keeps all connections but passes nothing on. */
    void freeze() {
        setFrozen(true);
    }

    @Override
    public void close() throws IOException {
        // In this order: what is held back must not get through now.
        cut();
        setFrozen(false);
    }

    /** The request of that number (remote_protocol.x) gets through, its answer and all after it do not. */
    void loseAnswerTo(int procedure) {
        passesRequest = true;
        requests.onceFor(procedure, this::freeze);
    }

    /** The request of that number does not get through, nor does anything after it. */
    void loseRequest(int procedure) {
        passesRequest = false;
        requests.onceFor(procedure, this::freeze);
    }

    boolean isFrozen() {
        synchronized (gate) {
            return frozen;
        }
    }

    private void setFrozen(boolean now) {
        synchronized (gate) {
            frozen = now;
            gate.notifyAll();
        }
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel client = listening.accept();
                open.add(client);
                SocketChannel target = SocketChannel.open(UnixDomainSocketAddress.of(there));
                open.add(target);
                start(() -> pump(client, target, false));
                start(() -> pump(target, client, true));
            }
        } catch (IOException e) {
            // Cut.
        }
    }

    private void pump(SocketChannel from, SocketChannel to, boolean answers) {
        RequestWatch.Stream stream = requests.stream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (!answers && stream.passes(buffer.duplicate())) {
                    requests.met();
                    if (passesRequest) {
                        write(buffer, to);
                        continue;
                    }
                }
                awaitGate();
                write(buffer, to);
            }
        } catch (IOException e) {
            // Cut, or the other side went away.
        }
    }

    private static void write(ByteBuffer buffer, SocketChannel to) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        buffer.clear();
    }

    private void awaitGate() {
        synchronized (gate) {
            while (frozen) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UncheckedIOException(new IOException(e));
                }
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "socket-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
