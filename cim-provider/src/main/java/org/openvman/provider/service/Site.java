package org.openvman.provider.service;

import java.util.Optional;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.Volumes;

/** Where the steps of an operation work: a host, and how to wait for what happens there. */
record Site(Hypervisor hypervisor, Volumes volumes, ReadinessProbe probe, EnvironmentXml environments, Pace pace) {

    Optional<VirtualSystem> system(DeployedService.Member member) {
        return hypervisor.system(member.system());
    }

    VirtualSystem require(DeployedService.Member member) {
        SystemId id = member.system();
        return system(member)
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND,
                        "system \"" + member.name() + "\" (" + id + ") is gone from host \"" + hypervisor.id() + "\""));
    }
}
