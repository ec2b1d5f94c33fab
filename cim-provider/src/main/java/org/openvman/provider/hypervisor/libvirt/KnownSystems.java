package org.openvman.provider.hypervisor.libvirt;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;

/**
 * Systems as last read over the connection, until libvirt tells of a change: reading a host again then costs one bulk call
 * and the XML of what changed. What libvirt tells nobody (a setting changed for the next start) is found when all is
 * forgotten, which happens now and then.
 */
final class KnownSystems {
    private final Map<SystemId, VirtualSystem> systems = new ConcurrentHashMap<>();
    private volatile Optional<LibvirtConnection> connection = Optional.empty();

    /** What is known of a system; nothing over a new connection, since events may have been missed between. */
    Optional<VirtualSystem> find(LibvirtConnection current, SystemId id) {
        if (connection.filter(current::equals).isEmpty()) {
            systems.clear();
            connection = Optional.of(current);
        }
        return Optional.ofNullable(systems.get(id));
    }

    void keep(VirtualSystem system) {
        systems.put(system.id(), system);
    }

    void forget(SystemId id) {
        systems.remove(id);
    }

    void forgetAll() {
        systems.clear();
    }

    void retain(Set<SystemId> existing) {
        systems.keySet().retainAll(existing);
    }
}
