package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.Libvirt.VirEventTimeoutCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop. It belongs to the process, not to a connection: all connections that are opened after
 * {@link #lease} get their events and keepalive from its one thread, which ends with the last lease.
 */
final class LibvirtEventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtEventLoop.class);
    private static final LibvirtEventLoop PROCESS = new LibvirtEventLoop();
    private static final VirEventTimeoutCallback WAKE_UP = LibvirtEventLoop::pause;

    private int leases;
    private int timer = -1;
    private @Nullable Thread thread;

    private LibvirtEventLoop() {}

    /** Keeps the loop running until it is closed. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /** To be called before a connection is opened, and closed after the connection. */
    static Lease lease(LibvirtLibrary library) {
        PROCESS.acquire(library);
        return new Lease() {
            private boolean closed;

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    PROCESS.release(library);
                }
            }
        };
    }

    private synchronized void acquire(LibvirtLibrary library) {
        if (timer < 0) {
            library.check(library.functions().virEventRegisterDefaultImpl(), "libvirt's event loop");
            timer = library.check(
                    library.functions().virEventAddTimeout(-1, WAKE_UP, null, null), "libvirt's event loop");
        }
        leases++;
        if (thread == null) {
            Thread loop = new Thread(() -> run(library), "libvirt-event-loop");
            loop.setDaemon(true);
            thread = loop;
            loop.start();
        }
    }

    private synchronized void release(LibvirtLibrary library) {
        leases--;
        if (leases == 0) {
            thread = null;
            library.functions().virEventUpdateTimeout(timer, 0);
        }
    }

    private void run(LibvirtLibrary library) {
        while (isMine()) {
            if (library.functions().virEventRunDefaultImpl() < 0) {
                LOG.warn("libvirt event loop: {}", library.failure("run").getMessage());
            }
        }
    }

    private synchronized boolean isMine() {
        return thread == Thread.currentThread();
    }

    /** Runs in the loop when the timer fires: once is enough. */
    private static void pause(int timer, Pointer opaque) {
        LibvirtLibrary.load().functions().virEventUpdateTimeout(timer, -1);
    }
}
