package org.openvman.provider.service;

import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a member other processors and memory: now, if it runs, and for its next start. */
record AdjustMember(Site site, DeployedService.Member member, DeployedService.Tier before, DeployedService.Tier after)
        implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(AdjustMember.class);

    @Override
    public String name() {
        return "adjust " + member.name() + " to " + after.cpus() + " processors and " + (after.memoryBytes() >> 20)
                + " MiB";
    }

    @Override
    public void perform() {
        site.require(member);
        set(after);
    }

    /** What runs may keep processors that cannot be taken from it; its next start has as many as before. */
    @Override
    public void revert() {
        if (site.system(member).isEmpty()) {
            return;
        }
        VirtualSystem system = site.require(member);
        system.active().ifPresent(active -> {
            try {
                setProcessors(active, before, Scope.ACTIVE);
            } catch (HypervisorException e) {
                if (e.reason() != HypervisorException.Reason.UNSUPPORTED) {
                    throw e;
                }
                LOG.warn("{} keeps its processors until it is restarted: {}", member.name(), e.getMessage());
            }
            setMemory(active, before, Scope.ACTIVE);
        });
        set(system.recorded(), before, Scope.RECORDED);
    }

    private void set(DeployedService.Tier wanted) {
        VirtualSystem system = site.require(member);
        if (system.active().isPresent()) {
            set(system.active().get(), wanted, Scope.ACTIVE);
        }
        set(system.recorded(), wanted, Scope.RECORDED);
    }

    private void set(SystemConfiguration configuration, DeployedService.Tier wanted, Scope scope) {
        setProcessors(configuration, wanted, scope);
        setMemory(configuration, wanted, scope);
    }

    private void setProcessors(SystemConfiguration configuration, DeployedService.Tier wanted, Scope scope) {
        Processor processor = configuration.processor();
        if (processor.count() != wanted.cpus()) {
            site.hypervisor().modifyDevice(member.system(), processor.withCount(wanted.cpus()), scope);
        }
    }

    private void setMemory(SystemConfiguration configuration, DeployedService.Tier wanted, Scope scope) {
        Memory memory = configuration.memory();
        if (memory.bytes() != wanted.memoryBytes()) {
            site.hypervisor().modifyDevice(member.system(), memory.withBytes(wanted.memoryBytes()), scope);
        }
    }
}
