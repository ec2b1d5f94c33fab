package org.openvman.provider.profile.metric;

import java.util.Optional;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.metric.Reading;

/** Computes a value from what was sampled. */
@FunctionalInterface
interface Formula {
    /** The value; empty if the hypervisor does not tell what it takes, or not yet. */
    Optional<Measurement> of(Reading reading, Host host);
}
