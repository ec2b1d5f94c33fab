package org.openvman.ovf.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.openvman.ovf.io.EntryNames;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvaArchive;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;

/** The files of a package: there, of the stated size, of the stated format. */
final class FileRules {
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final int MAGIC = 4;

    private final OvfPackage ovf;
    private final Findings findings;

    FileRules(OvfPackage ovf, Findings findings) {
        this.ovf = ovf;
        this.findings = findings;
    }

    void check() throws IOException {
        if (ovf.source() instanceof OvaArchive archive
                && !archive.names().get(0).equals(archive.descriptorName())) {
            findings.add(
                    Rule.DESCRIPTOR_NOT_FIRST,
                    Location.of(archive.path().toString()),
                    "the first file of the archive is '" + archive.names().get(0) + "'");
        }
        for (FileReference file : ovf.descriptor().files()) {
            if (!REMOTE.matcher(file.href()).matches()) {
                file(file);
            }
        }
    }

    private void file(FileReference file) throws IOException {
        String name = Hrefs.decode(file.href());
        if (!EntryNames.isSafe(name)) {
            findings.add(Rule.HREF_OUTSIDE, file.at(), "'" + file.href() + "' leads out of the package");
        }
        if (file.chunkSize().isPresent()) {
            chunks(file, name);
            return;
        }
        OptionalLong size = ovf.source().size(name);
        if (size.isEmpty()) {
            findings.add(Rule.FILE_MISSING, file.at(), "there is no file '" + name + "'");
            return;
        }
        if (file.size().isPresent() && file.size().getAsLong() != size.getAsLong()) {
            findings.add(
                    Rule.SIZE_MISMATCH,
                    file.at(),
                    "file '" + name + "' has " + size.getAsLong() + " bytes instead of "
                            + file.size().getAsLong());
        }
        if (file.compression().isEmpty() || file.compression().equals("identity")) {
            format(file, name);
        }
    }

    private void chunks(FileReference file, String name) {
        long chunkSize = file.chunkSize().orElse(0);
        long total = file.size().orElse(0);
        long count = chunkSize > 0 && total > 0 ? (total - 1) / chunkSize + 1 : 1;
        for (long chunk = 0; chunk < Math.min(count, 1_000_000); chunk++) {
            String chunkName = String.format("%s.%09d", name, chunk);
            if (ovf.source().size(chunkName).isEmpty()) {
                findings.add(Rule.FILE_MISSING, file.at(), "there is no file '" + chunkName + "'");
                return;
            }
        }
    }

    private void format(FileReference file, String name) throws IOException {
        for (DiskSection.Disk disk : ovf.descriptor().disks().toList()) {
            if (disk.fileRef().equals(file.id())) {
                byte[] magic;
                try (InputStream in = ovf.source().open(name)) {
                    magic = in.readNBytes(MAGIC);
                }
                format(disk, name, magic);
                return;
            }
        }
    }

    private void format(DiskSection.Disk disk, String name, byte[] magic) {
        String format = disk.format().toLowerCase(Locale.ROOT);
        boolean qcow = startsWith(magic, 'Q', 'F', 'I', 0xFB);
        // A sparse extent, a VMFS one, or the text descriptor of a disk in several files.
        boolean vmdk = startsWith(magic, 'K', 'D', 'M', 'V')
                || startsWith(magic, 'C', 'O', 'W', 'D')
                || startsWith(magic, '#', ' ', 'D', 'i');
        String expected = format.contains("qcow") ? "QCOW2" : format.contains("vmdk") ? "VMDK" : "";
        boolean found = expected.equals("QCOW2") ? qcow : expected.isEmpty() || vmdk;
        if (!found) {
            String actual = qcow ? "QCOW2" : vmdk ? "VMDK" : "neither QCOW2 nor VMDK";
            findings.add(
                    Rule.IMAGE_FORMAT, disk.at(), "'" + name + "' is " + actual + "; the disk says it is " + expected);
        }
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
