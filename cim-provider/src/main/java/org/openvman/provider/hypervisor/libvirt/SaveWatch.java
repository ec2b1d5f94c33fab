package org.openvman.provider.hypervisor.libvirt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Asks libvirt now and then how far the save of a domain is, while another thread waits for its end. */
final class SaveWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final DomainHandle domain;
    private final IntConsumer percent;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private SaveWatch(DomainHandle domain, IntConsumer percent) {
        this.domain = domain;
        this.percent = percent;
        this.thread = new Thread(this::watch, "save-" + domain.name());
        this.thread.setDaemon(true);
    }

    static SaveWatch start(DomainHandle domain, IntConsumer percent) {
        SaveWatch watch = new SaveWatch(domain, percent);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (!ended.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                domain.jobPercent().ifPresent(percent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when nothing uses the domain any more. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
