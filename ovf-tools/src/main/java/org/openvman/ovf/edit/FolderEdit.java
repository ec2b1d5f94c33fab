package org.openvman.ovf.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openvman.ovf.io.ArchiveRewrite;
import org.openvman.ovf.io.PackageSource;
import org.openvman.ovf.io.PendingOutput;

/** Writes an edited descriptor and what lies beside it. */
final class FolderEdit {
    private FolderEdit() {}

    /** In place, files that no longer belong to the package are left lying; elsewhere they are not copied. */
    static void write(PackageSource source, ArchiveRewrite.Changes changes, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("cannot write to " + target);
        }
        Files.createDirectories(folder);
        String base = String.valueOf(target.getFileName()).replaceFirst("\\.[^.]*$", "");
        for (Map.Entry<String, Path> added : changes.added().entrySet()) {
            Path place = folder.resolve(added.getKey());
            if (!Files.exists(place)) {
                try (PendingOutput pending = PendingOutput.file(place)) {
                    Files.copy(added.getValue(), pending.path());
                    pending.commit();
                }
            } else if (!Files.isSameFile(place, added.getValue())) {
                throw new IOException(place + ": there is another file of that name; rename the one to add");
            }
        }
        for (Map.Entry<String, byte[]> replaced : changes.replaced().entrySet()) {
            boolean descriptor = replaced.getKey().equals(source.descriptorName());
            Path place = descriptor ? target : folder.resolve(base + ".mf");
            byte[] bytes = descriptor
                    ? replaced.getValue()
                    : renamed(replaced.getValue(), source.descriptorName(), String.valueOf(target.getFileName()));
            PendingOutput.write(place, bytes);
        }
        if (changes.removed().stream().anyMatch(name -> name.endsWith(".cert"))) {
            Files.deleteIfExists(folder.resolve(base + ".cert"));
        }
    }

    /** The manifest names the descriptor, which may have another name now. */
    private static byte[] renamed(byte[] manifest, String before, String after) {
        String text = new String(manifest, StandardCharsets.ISO_8859_1);
        return text.replace("(" + before + ")", "(" + after + ")").getBytes(StandardCharsets.ISO_8859_1);
    }
}
