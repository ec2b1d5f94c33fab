package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * Reads the descriptor of an archive and no further: what stands behind it, disks above all, is not looked at. DSP0243
 * wants the descriptor first, so a few kilobytes are enough, over a network too.
 */
public final class DescriptorProbe {
    private static final int LARGEST_DESCRIPTOR = 32 << 20;
    private static final int MOST_ENTRIES = 10_000;

    private DescriptorProbe() {}

    /** Whether the name is an archive's, whose descriptor can be read this way. */
    public static boolean isArchive(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".ova") || name.endsWith(".tar");
    }

    /**
     * Reads from the beginning of an archive up to the end of its first descriptor.
     *
     * @param name the archive as the user knows it
     * @throws OvfException when there is no descriptor, or it is none
     */
    public static OvfDocument read(String name, InputStream archive) throws IOException {
        Location location = Location.of(name);
        TarArchiveInputStream tar = new TarArchiveInputStream(archive);
        for (int entries = 0; entries < MOST_ENTRIES; entries++) {
            TarArchiveEntry entry = next(tar, location);
            if (entry == null) {
                throw new OvfException(location, "the archive holds no .ovf file");
            }
            String entryName = entry.getName().replaceFirst("^\\./+", "");
            if (entry.isFile() && entryName.endsWith(".ovf") && !entryName.startsWith("._")) {
                byte[] bytes = tar.readNBytes(LARGEST_DESCRIPTOR + 1);
                if (bytes.length > LARGEST_DESCRIPTOR) {
                    throw new OvfException(
                            location, "'" + entryName + "' is larger than " + LARGEST_DESCRIPTOR + " bytes");
                }
                return new DescriptorReader().read(name + "!" + entryName, bytes);
            }
        }
        throw new OvfException(location, "no .ovf file among the first " + MOST_ENTRIES + " files");
    }

    /** The same of an archive that is a file. */
    public static OvfDocument read(Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new NoSuchFileException(archive.toString());
        }
        try (InputStream in = Files.newInputStream(archive)) {
            return read(archive.toString(), in);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Location location) {
        try {
            return tar.getNextEntry();
        } catch (IOException | RuntimeException malformed) {
            throw new OvfException(location, "not a readable tar archive: " + malformed.getMessage(), malformed);
        }
    }
}
