package org.openvman.ovf.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.ovf.image.DiskImage;
import org.openvman.ovf.image.ImageBytes;
import org.openvman.ovf.image.ImageProbe;
import org.openvman.ovf.io.ReferencedFile;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.ProgrammaticUnits;

/** Disk images: of the stated format, whole, as large as stated. They are looked at where they are. */
final class ImageRules {
    private final Descriptor descriptor;
    private final Findings findings;

    ImageRules(Descriptor descriptor, Findings findings) {
        this.descriptor = descriptor;
        this.findings = findings;
    }

    /** Checks the image in a file, if a disk is made from it. */
    void check(FileReference file, ReferencedFile content) throws IOException {
        Optional<DiskSection.Disk> disk = descriptor
                .disks()
                .filter(candidate -> candidate.fileRef().equals(file.id()))
                .findFirst();
        if (disk.isEmpty()) {
            return;
        }
        DiskImage image;
        try {
            image = ImageProbe.probe(bytes(content));
        } catch (IOException unreadable) {
            findings.add(
                    Rule.IMAGE_DAMAGED, file.at(), "'" + file.href() + "' cannot be read: " + unreadable.getMessage());
            return;
        }
        judge(disk.get(), file, image);
    }

    private ImageBytes bytes(ReferencedFile content) {
        return new ImageBytes() {
            @Override
            public OptionalLong size() {
                return content.isCompressed() ? OptionalLong.empty() : content.storedBytes();
            }

            @Override
            public InputStream open(long from) throws IOException {
                if (!content.isCompressed()) {
                    return content.openStored(from);
                }
                InputStream in = content.open(descriptor);
                try {
                    in.skipNBytes(from);
                    return in;
                } catch (IOException tooShort) {
                    in.close();
                    throw tooShort;
                }
            }
        };
    }

    private void judge(DiskSection.Disk disk, FileReference file, DiskImage image) {
        String format = disk.format().toLowerCase(Locale.ROOT);
        boolean asStated = format.contains("qcow")
                ? image.kind() == DiskImage.Kind.QCOW2
                : !format.contains("vmdk") || image.kind().isVmdk();
        if (!asStated) {
            findings.add(
                    Rule.IMAGE_FORMAT,
                    disk.at(),
                    "'" + file.href() + "' is " + image.kind() + "; the disk says it is " + disk.format());
            return;
        }
        if (format.endsWith("#streamoptimized") && image.kind() != DiskImage.Kind.VMDK_STREAM_OPTIMIZED) {
            findings.add(
                    Rule.IMAGE_KIND,
                    disk.at(),
                    "'" + file.href() + "' is a " + image.kind() + "; the disk says it is streamOptimized");
        }
        image.damages()
                .forEach(damage ->
                        findings.add(Rule.IMAGE_DAMAGED, disk.at(), "'" + file.href() + "' is damaged: " + damage));
        if (image.backing() && disk.parentRef().isEmpty()) {
            findings.add(Rule.IMAGE_BACKING, disk.at(), "'" + file.href() + "' holds only differences to another file");
        }
        capacity(disk, file, image);
    }

    /** A disk smaller than its image cannot be made; a larger one is grown, which some importers do not do. */
    private void capacity(DiskSection.Disk disk, FileReference file, DiskImage image) {
        Optional<ByteSize> stated = ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits());
        if (stated.isEmpty() || image.virtualBytes().isEmpty()) {
            return;
        }
        long actual = image.virtualBytes().getAsLong();
        if (stated.get().bytes() != actual) {
            Finding finding = new Finding(
                    Rule.IMAGE_CAPACITY,
                    disk.at(),
                    "the disk inside '" + file.href() + "' has " + actual + " bytes; disk '" + disk.id() + "' says "
                            + stated.get().bytes());
            findings.add(stated.get().bytes() < actual ? finding : finding.with(Severity.WARNING));
        }
    }
}
