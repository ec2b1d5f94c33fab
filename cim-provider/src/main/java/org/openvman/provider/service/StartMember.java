package org.openvman.provider.service;

import java.io.IOException;
import java.time.Duration;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a member.
 *
 * @param shutdown how long its guest may take to shut down when this is undone; with zero it is powered off at once
 */
record StartMember(Site site, DeployedService.Member member, Duration shutdown) implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(StartMember.class);

    @Override
    public String name() {
        return "start " + member.name();
    }

    @Override
    public String undoName() {
        return "stop " + member.name();
    }

    @Override
    public void perform() {
        VirtualSystem system = site.require(member);
        PowerAction action = system.state() == SystemState.PAUSED ? PowerAction.RESUME : PowerAction.START;
        site.hypervisor().power(system.id(), action);
    }

    @Override
    public void revert() throws IOException, InterruptedException {
        if (site.system(member).isPresent() && !(isOff() || obeys())) {
            site.hypervisor().power(member.system(), PowerAction.POWER_OFF);
        }
    }

    private boolean obeys() throws IOException, InterruptedException {
        if (shutdown.isZero() || site.require(member).state() != SystemState.ACTIVE) {
            return false;
        }
        Hypervisor hypervisor = site.hypervisor();
        try {
            hypervisor.power(member.system(), PowerAction.SHUT_DOWN);
        } catch (HypervisorException e) {
            // A hypervisor that cannot ask the guest is no reason to keep it running.
            LOG.info("{} cannot be asked to shut down: {}", member.name(), e.getMessage());
            return false;
        }
        boolean off = site.pace().await(shutdown, this::isOff);
        if (!off) {
            LOG.warn("{} did not shut down in {} s and is powered off", member.name(), shutdown.toSeconds());
        }
        return off;
    }

    private boolean isOff() {
        return site.system(member)
                .map(VirtualSystem::state)
                .filter(state -> state.isLive() || state == SystemState.SUSPENDED)
                .isEmpty();
    }
}
