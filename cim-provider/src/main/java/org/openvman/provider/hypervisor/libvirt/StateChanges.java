package org.openvman.provider.hypervisor.libvirt;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;

/** When each system's state was seen to change; libvirt keeps no such time. */
final class StateChanges {
    private final Clock clock;
    private final Map<SystemId, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(SystemState state, Optional<Instant> since) {}

    StateChanges(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of a state; the answer is when it was first seen, unless it was always so. */
    Optional<Instant> observe(SystemId id, SystemState state) {
        return seen.compute(id, (key, before) -> after(before, state)).since();
    }

    private Seen after(@Nullable Seen before, SystemState state) {
        if (before == null) {
            return new Seen(state, Optional.empty());
        }
        return before.state() == state ? before : new Seen(state, Optional.of(clock.instant()));
    }

    void forget(SystemId id) {
        seen.remove(id);
    }

    void retain(Set<SystemId> existing) {
        seen.keySet().retainAll(existing);
    }
}
