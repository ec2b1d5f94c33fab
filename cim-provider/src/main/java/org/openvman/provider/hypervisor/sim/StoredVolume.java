package org.openvman.provider.hypervisor.sim;

import java.util.Arrays;
import java.util.Optional;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * A volume and what the simulator keeps of its content.
 *
 * @param base the volume it shares content with
 * @param sha256 of what was uploaded, in hexadecimal; empty if nothing was
 * @param content what was uploaded, if it was small
 */
// Never compared, only held; the array is shared by nobody who writes to it.
@SuppressWarnings("ArrayRecordComponent")
record StoredVolume(Volume volume, Optional<VolumeId> base, String sha256, Optional<byte[]> content) {

    VolumeId id() {
        return volume.id();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredVolume that
                && volume.equals(that.volume)
                && base.equals(that.base)
                && sha256.equals(that.sha256)
                && Arrays.equals(content.orElse(null), that.content.orElse(null));
    }

    @Override
    public int hashCode() {
        return volume.hashCode();
    }
}
