package org.openvman.provider.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Makes the CD that tells a member who it is (DSP0243, transport of the OVF environment by ISO image). */
record UploadEnvironment(Site site, VolumeId disc, MemberEnvironment environment) implements Step {
    @Override
    public String name() {
        return "write environment " + disc.name();
    }

    @Override
    public String undoName() {
        return "delete environment " + disc.name();
    }

    @Override
    public void perform() throws IOException {
        byte[] image = environment.disc(site.environments());
        site.volumes().upload(disc, VolumeFormat.ISO, image.length, new ByteArrayInputStream(image));
    }

    @Override
    public void revert() {
        site.volumes().delete(disc);
    }
}
