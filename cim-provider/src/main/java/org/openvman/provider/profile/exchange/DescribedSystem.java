package org.openvman.provider.profile.exchange;

import java.util.Map;
import java.util.Optional;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeFormat;

/**
 * A system as a descriptor describes it.
 *
 * @param id the UUID that the VirtualSystemIdentifier is; empty if it is none
 * @param configuration with disks and drives that have no source yet
 * @param contents what is in them, by the id of the device; the others are empty
 * @param pools the storage pools that disks were in, by the id of the disk, where the descriptor tells
 */
public record DescribedSystem(
        Optional<SystemId> id,
        SystemConfiguration configuration,
        Map<String, Content> contents,
        Map<String, String> pools) {

    public DescribedSystem {
        contents = Map.copyOf(contents);
        pools = Map.copyOf(pools);
    }

    /**
     * The content of a disk or drive.
     *
     * @param fileId of the File in References
     */
    public record Content(String fileId, VolumeFormat format) {}

    public DescribedSystem with(SystemConfiguration changed) {
        return new DescribedSystem(id, changed, contents, pools);
    }
}
