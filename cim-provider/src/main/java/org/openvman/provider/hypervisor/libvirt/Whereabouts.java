package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.function.Consumer;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a system is on one of two hosts only, with its volumes, when a move between them has ended in whatever
 * way. Who has it is decided by looking at both, as soon as both are there.
 */
final class Whereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private final SystemId system;
    private final LibvirtLink from;
    private final LibvirtLink to;
    private final MovingVolumes storage;
    private final boolean arrived;

    /**
     * @param arrived whether the hypervisors said that it has moved; if not, it belongs where it was, unless it is there no
     *     more, or is held there while it runs on the other host
     */
    Whereabouts(SystemId system, LibvirtLink from, LibvirtLink to, MovingVolumes storage, boolean arrived) {
        this.system = system;
        this.from = from;
        this.to = to;
        this.storage = storage;
        this.arrived = arrived;
    }

    /** Removes it from where it should not be: now, or when the host that is away is back. */
    void settle() {
        on(from, source -> {
            Optional<DomainState> here = state(source);
            on(to, target -> settle(here, state(target)));
        });
    }

    private void settle(Optional<DomainState> here, Optional<DomainState> there) {
        boolean moved = there.isPresent()
                && (arrived
                        || here.isEmpty()
                        || there.get().isRunning() && here.get().isHeldByMigration());
        if (moved) {
            on(from, this::remove);
            storage.removeOriginals();
        } else {
            on(to, this::remove);
            storage.removeCopies();
        }
    }

    private Optional<DomainState> state(LibvirtConnection host) {
        return host.domain(system).flatMap(domain -> {
            try (domain) {
                return Optional.of(domain.state());
            } catch (HypervisorException e) {
                return ifGone(e);
            }
        });
    }

    private void remove(LibvirtConnection host) {
        host.domain(system).ifPresent(domain -> {
            try (domain) {
                if (domain.state().isLive()) {
                    domain.powerOff();
                }
            } catch (HypervisorException e) {
                LOG.debug("{}", ifGone(e));
            }
        });
        // One that was only passing through is gone now.
        host.domain(system).ifPresent(domain -> {
            try (domain) {
                domain.undefine();
            } catch (HypervisorException e) {
                LOG.debug("{}", ifGone(e));
            }
        });
    }

    /** libvirt too ends what did not arrive. */
    private static <T> Optional<T> ifGone(HypervisorException failure) {
        if (failure.reason() == Reason.NOT_FOUND || failure.reason() == Reason.INVALID_STATE) {
            return Optional.empty();
        }
        throw failure;
    }

    private void on(LibvirtLink host, Consumer<LibvirtConnection> step) {
        try {
            boolean done = host.call(connection -> {
                step.accept(connection);
                return true;
            });
            LOG.trace("{} looked for: {}", system, done);
        } catch (HypervisorException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                LOG.warn("where {} is, is decided later: {}", system, e.getMessage());
                host.whenBack(this::settle);
            } else {
                LOG.warn("where {} is, is not clear: {}", system, e.getMessage());
            }
        }
    }
}
