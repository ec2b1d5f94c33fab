package org.openvman.provider.metric;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * Samples all hosts of a fleet that can be measured, one bulk call for each host and sample. Values are computed from
 * what it keeps when somebody asks for them.
 */
public final class Sampler implements AutoCloseable {
    /** No host is asked more often. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    /** Longer intervals make no sense with a memory of ten minutes. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private final Map<HostId, HostSampler> hosts = new LinkedHashMap<>();

    /**
     * Does not sample yet: {@link #start} does.
     *
     * @throws IllegalArgumentException for an interval that is too short or too long
     */
    public Sampler(Fleet fleet, Duration interval) {
        check(interval);
        for (HostId host : fleet.hosts()) {
            fleet.hypervisor(host)
                    .flatMap(hypervisor -> hypervisor.measurements())
                    .ifPresent(measurements -> hosts.put(host, new HostSampler(host, measurements, interval)));
        }
    }

    /** Samples every host now and then at its interval. */
    public void start() {
        hosts.values().forEach(host -> host.start(Duration.ZERO, host.interval(), false));
    }

    /** Whether there are measurements of that host at all. */
    public boolean measures(HostId host) {
        return hosts.containsKey(host);
    }

    /** What is known; empty before the first sample. */
    public Optional<History> history(HostId host) {
        return Optional.ofNullable(hosts.get(host)).flatMap(HostSampler::history);
    }

    public Optional<Duration> interval(HostId host) {
        return Optional.ofNullable(hosts.get(host)).map(HostSampler::interval);
    }

    /**
     * Samples at other times.
     *
     * @param delay until the first sample
     * @param forget whether what was known goes, so that intervals and aggregations begin anew
     * @throws IllegalArgumentException for an interval that is too short or too long
     */
    public void reschedule(HostId host, Duration delay, Duration interval, boolean forget) {
        check(interval);
        sampler(host).start(delay.isNegative() ? Duration.ZERO : delay, interval, forget);
    }

    /**
     * Takes a sample now.
     *
     * @throws HypervisorException as {@link org.openvman.provider.hypervisor.Measurements#sample} says
     */
    public void sample(HostId host) {
        sampler(host).sample();
    }

    private HostSampler sampler(HostId host) {
        HostSampler found = hosts.get(host);
        if (found == null) {
            throw new HypervisorException(Reason.UNSUPPORTED, "host " + host + " cannot be measured");
        }
        return found;
    }

    private static void check(Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an interval between samples of " + interval + ", it must be "
                    + SHORTEST.toMillis() + " ms to " + LONGEST.toHours() + " h");
        }
    }

    @Override
    public void close() {
        hosts.values().forEach(HostSampler::close);
    }
}
