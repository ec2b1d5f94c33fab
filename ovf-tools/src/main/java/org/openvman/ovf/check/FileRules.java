package org.openvman.ovf.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.openvman.ovf.io.EntryNames;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvaArchive;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.ReferencedFile;
import org.openvman.ovf.io.RemoteFolder;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;

/** The files of a package: there, of the stated size, compressed as stated. */
final class FileRules {
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final OvfPackage ovf;
    private final boolean remoteFiles;
    private final Findings findings;
    private final ImageRules images;

    /** With {@code remoteFiles}, files with a URL of their own are looked at too. */
    FileRules(OvfPackage ovf, boolean remoteFiles, Findings findings) {
        this.ovf = ovf;
        this.remoteFiles = remoteFiles;
        this.findings = findings;
        this.images = new ImageRules(ovf.descriptor(), findings);
    }

    static boolean isRemote(FileReference file) {
        return REMOTE.matcher(file.href()).matches();
    }

    void check() throws IOException {
        if (ovf.source() instanceof OvaArchive archive
                && !archive.names().get(0).equals(archive.descriptorName())) {
            findings.add(
                    Rule.DESCRIPTOR_NOT_FIRST,
                    Location.of(archive.location()),
                    "the first file of the archive is '" + archive.names().get(0) + "'");
        }
        for (FileReference file : ovf.descriptor().files()) {
            if (!isRemote(file)) {
                if (!EntryNames.isSafe(Hrefs.decode(file.href()))) {
                    findings.add(Rule.HREF_OUTSIDE, file.at(), "'" + file.href() + "' leads out of the package");
                }
                file(file, new ReferencedFile(ovf.source(), file));
            } else if (remoteFiles && OvfPackage.isUrl(file.href())) {
                remote(file);
            }
        }
    }

    private void remote(FileReference file) {
        try (RemoteFolder folder = RemoteFolder.around(file)) {
            file(file, new ReferencedFile(folder, folder.reference(file)));
        } catch (IOException | UncheckedIOException unreachable) {
            findings.add(Rule.FILE_MISSING, file.at(), "it cannot be fetched: " + unreachable.getMessage());
        }
    }

    private void file(FileReference file, ReferencedFile content) throws IOException {
        List<String> missing = content.missing().toList();
        if (!missing.isEmpty()) {
            missing.forEach(name -> findings.add(Rule.FILE_MISSING, file.at(), "there is no file '" + name + "'"));
            return;
        }
        size(file, content.storedBytes());
        if (!content.isCompressed() || isGzip(content)) {
            images.check(file, content);
        } else {
            findings.add(
                    Rule.COMPRESSION,
                    file.at(),
                    "'" + file.href() + "' should be compressed by " + file.compression() + ", and is not");
        }
    }

    private void size(FileReference file, OptionalLong stored) {
        if (file.size().isPresent() && !file.size().equals(stored)) {
            findings.add(
                    Rule.SIZE_MISMATCH,
                    file.at(),
                    "file '" + file.href() + "' has " + stored.orElse(0) + " bytes instead of "
                            + file.size().getAsLong());
        }
    }

    private static boolean isGzip(ReferencedFile content) throws IOException {
        try (InputStream in = content.openStored(0)) {
            return in.read() == 0x1F && in.read() == 0x8B;
        }
    }
}
