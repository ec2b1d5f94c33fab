package org.openvman.ovf.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.io.ArchiveRewrite;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.OvaArchive;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageSource;

/**
 * Writes an edited package: the descriptor, the lines of the manifest that must follow it, and nothing else. A
 * signature that the change makes invalid is left out.
 */
public final class PackageEdit {
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int BUFFER = 1 << 20;

    private final PackageSource source;
    private final EditSession session;
    private final List<String> warnings = new ArrayList<>();

    private PackageEdit(PackageSource source, EditSession session) {
        this.source = source;
        this.session = session;
    }

    /**
     * Writes the package.
     *
     * @param target an archive for an archive, a descriptor for a descriptor; it may be the package itself
     * @return warnings for the user
     */
    public static List<String> write(OvfPackage original, EditSession session, Path target) throws IOException {
        PackageEdit edit = new PackageEdit(original.source(), session);
        ArchiveRewrite.Changes changes = edit.changes();
        if (original.source() instanceof OvaArchive archive) {
            ArchiveRewrite.write(archive, changes, target);
            verify(session, target);
        } else {
            FolderEdit.write(original.source(), changes, target);
        }
        return edit.warnings;
    }

    /** Reads what was written as any importer would. */
    private static void verify(EditSession session, Path target) throws IOException {
        try (OvfPackage written = OvfPackage.open(target)) {
            if (!EditableDocument.of(written.document())
                    .text()
                    .equals(session.document().text())) {
                throw new IOException(
                        target + ": the archive has headers that cannot be edited; ovf pack writes it anew");
            }
        }
    }

    private ArchiveRewrite.Changes changes() throws IOException {
        Map<String, byte[]> replaced = new LinkedHashMap<>();
        byte[] descriptor = session.document().document().bytes();
        replaced.put(source.descriptorName(), descriptor);
        Set<String> removed = new LinkedHashSet<>(session.removed());
        String manifestName = OvfPackage.manifestName(source);
        if (source.size(manifestName).isPresent()) {
            ManifestText manifest = new ManifestText(read(manifestName));
            Optional<DigestAlgorithm> algorithm = manifest.algorithmOf(source.descriptorName());
            if (algorithm.isPresent()) {
                manifest.replace(
                        source.descriptorName(), algorithm.get().newDigest().digest(descriptor));
            } else {
                warnings.add(manifestName + " does not list the descriptor; it stays so");
            }
            session.removed().forEach(manifest::remove);
            for (Map.Entry<String, Path> added : session.added().entrySet()) {
                manifest.add(added.getKey(), digest(added.getValue(), manifest.algorithm()));
            }
            replaced.put(manifestName, manifest.bytes());
        }
        String certificate = manifestName.replaceFirst("mf$", "cert");
        if (source.size(certificate).isPresent()) {
            removed.add(certificate);
            warnings.add("the signature in " + certificate + " no longer holds and is removed; sign the package again");
        }
        return new ArchiveRewrite.Changes(replaced, removed, session.added());
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = source.open(name)) {
            return in.readNBytes(LARGEST_MANIFEST);
        }
    }

    private static byte[] digest(Path file, DigestAlgorithm algorithm) throws IOException {
        MessageDigest digest = algorithm.newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }
}
