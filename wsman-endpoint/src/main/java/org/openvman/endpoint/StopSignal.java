package org.openvman.endpoint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C as something to wait for: the JVM ends only after the one who waited has closed everything.
 */
final class StopSignal {
    private static final long LONGEST_STOP_SECONDS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    /** @param stopped is counted down when all is closed */
    static StopSignal install(CountDownLatch stopped) {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            signal.asked.countDown();
                            awaitQuietly(stopped);
                        },
                        "stop"));
        return signal;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            if (!stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("openvman: gave up waiting for requests to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
