package org.openvman.provider.service;

import java.util.List;
import java.util.Optional;
import org.openvman.ovf.service.Hardware;
import org.openvman.ovf.service.Tier;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * Makes the virtual system of a member, off.
 *
 * @param described the tier as the manifest describes it
 * @param tier the tier as it is
 */
record DefineMember(
        Site site, DeployedService service, Tier described, DeployedService.Tier tier, DeployedService.Member member)
        implements Step {
    @Override
    public String name() {
        return "define " + member.name();
    }

    @Override
    public String undoName() {
        return "remove " + member.name();
    }

    @Override
    public void perform() {
        site.hypervisor().define(member.system(), configuration());
    }

    @Override
    public void revert() {
        site.system(member).ifPresent(system -> {
            if (system.state().isLive() || system.state() == SystemState.SUSPENDED) {
                site.hypervisor().power(system.id(), PowerAction.POWER_OFF);
            }
            site.hypervisor().undefine(system.id());
        });
    }

    private SystemConfiguration configuration() {
        Hardware hardware = described.hardware();
        return new SystemConfiguration(
                settings(),
                Processor.of(tier.cpus(), hardware.maxCpus()),
                new Memory(tier.memoryBytes(), hardware.maxMemory().bytes()),
                List.of(
                        disk("vda", Disk.Type.DISK, Disk.Bus.VIRTIO, service.rootVolume(member)),
                        disk("hdc", Disk.Type.CD, Disk.Bus.IDE, service.environmentVolume(member))),
                member.adapters().stream()
                        .map(adapter -> new Nic(
                                new MacAddress(adapter.mac()), Nic.Attachment.NETWORK, adapter.connection(), "virtio"))
                        .toList());
    }

    private SystemSettings settings() {
        String title = described.title().isEmpty() ? described.name() : described.title();
        return SystemSettings.named(member.name())
                .withTitle(service.name() + ": " + title + " " + member.number())
                .withTags(List.of(
                        "openvman.service=" + service.name(),
                        "openvman.tier=" + tier.name(),
                        "openvman.member=" + member.number()));
    }

    private Disk disk(String target, Disk.Type type, Disk.Bus bus, VolumeId source) {
        Volume volume = site.volumes()
                .find(source)
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "the volume \"" + source + "\" is gone"));
        return new Disk(
                target, type, bus, Optional.of(source), volume.format(), volume.capacityBytes(), type == Disk.Type.CD);
    }
}
