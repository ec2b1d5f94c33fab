package org.openvman.provider.service;

import java.io.IOException;
import java.io.InputStream;
import org.openvman.ovf.service.Image;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/** Brings an image to the host, as the base of the disks of members. */
record UploadImage(Volumes volumes, VolumeId base, Image image, ServicePackage files) implements Step {
    @Override
    public String name() {
        return "upload image " + image.id();
    }

    @Override
    public String undoName() {
        return "delete image " + image.id();
    }

    @Override
    public void perform() throws IOException {
        VolumeFormat format = switch (image.format()) {
            case QCOW2 -> VolumeFormat.QCOW2;
            case VMDK -> VolumeFormat.VMDK;
            case RAW -> VolumeFormat.RAW;
        };
        try (InputStream content = files.open(image.file())) {
            volumes.upload(base, format, files.size(image.file()), content);
        }
    }

    @Override
    public void revert() {
        volumes.delete(base);
    }
}
