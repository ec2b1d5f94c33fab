package org.openvman.provider.profile.virtualization;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.SuppliedFiles;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.job.JobWork;
import org.openvman.provider.profile.exchange.DescriptorOfSystem;
import org.openvman.provider.profile.exchange.DiskImage;

/**
 * The job that writes a system into a package, in one pass: what comes from the host is digested on its way into the
 * archive. The package appears under its name when it is whole; a job that fails or is terminated leaves nothing.
 *
 * @param format of disks; as the host keeps them if empty
 */
record ExportWork(VirtualSystem system, Hypervisor hypervisor, Optional<VolumeFormat> format, Path target)
        implements JobWork {

    /** Refuses what cannot be exported, as far as it can be known before. */
    void check() {
        filled();
    }

    /** The disks and drives that have content, with their volumes. */
    private Map<Disk, Volume> filled() {
        Map<Disk, Volume> filled = new LinkedHashMap<>();
        for (Disk disk : system.recorded().disks()) {
            disk.source().ifPresent(source -> filled.put(disk, volume(disk, source)));
        }
        return filled;
    }

    private Volume volume(Disk disk, VolumeId source) {
        if (disk.isPassedThrough()) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "disk " + disk.id() + " of " + system.name() + " is " + source
                            + ", a device of the host: remove it from the system, or copy it into a volume");
        }
        return volumes()
                .find(source)
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND,
                        "the content of " + disk.id() + " of " + system.name() + ", " + source
                                + ", is in no storage pool of the host, so that it cannot be read"));
    }

    private Volumes volumes() {
        return hypervisor
                .volumes()
                .orElseThrow(() -> new HypervisorException(
                        Reason.UNSUPPORTED, "host " + hypervisor.id() + " has no volumes that can be read from here"));
    }

    @Override
    public void run(JobProgress progress) throws InterruptedException, IOException {
        try {
            write(progress);
        } catch (IOException | RuntimeException e) {
            throw Interruption.orElse(e);
        }
        try {
            SystemExport.requireOff(now());
        } catch (RuntimeException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private VirtualSystem now() {
        return hypervisor
                .system(system.id())
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, system.name() + " is gone"));
    }

    private void write(JobProgress progress) throws IOException {
        String base = DescriptorOfSystem.fileName(system.recorded().settings().name());
        Map<String, DiskImage> images = new LinkedHashMap<>();
        Map<String, SuppliedFiles.Supply> files = new LinkedHashMap<>();
        long bytes = 0;
        for (Map.Entry<Disk, Volume> entry : filled().entrySet()) {
            Disk disk = entry.getKey();
            Volume volume = entry.getValue();
            DiskImage image = image(base, disk, volume);
            images.put(disk.id(), image);
            files.put(image.file(), () -> {
                progress.at(0, "reading " + image.file());
                return Channels.newChannel(content(volume, image.format()));
            });
            bytes += image.format() == VolumeFormat.QCOW2 ? volume.allocationBytes() : volume.capacityBytes();
        }
        Descriptor descriptor = DescriptorOfSystem.of(system.id(), system.recorded(), images);
        PackageContent content = new PackageContent(
                base, new DescriptorWriter(OvfVersion.V1).write(descriptor), new SuppliedFiles(base, files));
        ByteProgress packed = new ByteProgress(progress, bytes);
        new PackageWriter(DigestAlgorithm.SHA256, read -> packed.advanced(read, "packing disks"))
                .writeArchive(content, target);
    }

    private DiskImage image(String base, Disk disk, Volume volume) {
        VolumeFormat written = disk.type() == Disk.Type.DISK
                ? format.orElse(volume.format() == VolumeFormat.VMDK ? VolumeFormat.QCOW2 : volume.format())
                : disk.type() == Disk.Type.CD ? VolumeFormat.ISO : VolumeFormat.RAW;
        return new DiskImage(base + "-" + disk.id() + DiskImage.ending(written), written, volume.capacityBytes());
    }

    /** Snapshots are inside the images of a system, where nobody wants them: a copy has none. */
    private InputStream content(Volume volume, VolumeFormat written) {
        if (system.snapshots().isEmpty()
                || written != VolumeFormat.QCOW2
                || volume.id().isPath()) {
            return volumes().download(volume.id(), written);
        }
        Volumes volumes = volumes();
        VolumeId copy = new VolumeId(volume.id().pool(), volume.id().name() + ".exported");
        volumes.copy(copy, volume.id());
        try {
            return new FilterInputStream(volumes.download(copy, written)) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        volumes.deleteSoon(List.of(copy));
                    }
                }
            };
        } catch (RuntimeException e) {
            volumes.deleteSoon(List.of(copy));
            throw e;
        }
    }
}
