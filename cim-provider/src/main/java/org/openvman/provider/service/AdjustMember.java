package org.openvman.provider.service;

import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Gives a member other processors and memory: now, if it runs, and for its next start. */
record AdjustMember(Site site, DeployedService.Member member, DeployedService.Tier before, DeployedService.Tier after)
        implements Step {
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

    @Override
    public void revert() {
        if (site.system(member).isPresent()) {
            set(before);
        }
    }

    private void set(DeployedService.Tier wanted) {
        VirtualSystem system = site.require(member);
        if (system.active().isPresent()) {
            set(system.active().get(), wanted, Scope.ACTIVE);
        }
        set(system.recorded(), wanted, Scope.RECORDED);
    }

    private void set(SystemConfiguration configuration, DeployedService.Tier wanted, Scope scope) {
        Hypervisor hypervisor = site.hypervisor();
        Processor processor = configuration.processor();
        if (processor.count() != wanted.cpus()) {
            hypervisor.modifyDevice(member.system(), processor.withCount(wanted.cpus()), scope);
        }
        Memory memory = configuration.memory();
        if (memory.bytes() != wanted.memoryBytes()) {
            hypervisor.modifyDevice(member.system(), memory.withBytes(wanted.memoryBytes()), scope);
        }
    }
}
