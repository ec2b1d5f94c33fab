package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * An OVA, read in place: only headers are read until a file is opened. Links, devices, duplicates and names that lead
 * out of the archive are refused when it is opened.
 */
public final class OvaArchive implements PackageSource {
    private static final int MOST_ENTRIES = 10_000;

    private final Path path;
    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries;
    private final String descriptorName;

    private OvaArchive(Path path, TarFile tar, Map<String, TarArchiveEntry> entries, String descriptorName) {
        this.path = path;
        this.tar = tar;
        this.entries = entries;
        this.descriptorName = descriptorName;
    }

    /**
     * Opens an archive.
     *
     * @throws OvfException when it is not a tar archive of plain files with one descriptor
     */
    public static OvaArchive open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        Location location = Location.of(path.toString());
        TarFile tar = tar(path, location);
        try {
            Map<String, TarArchiveEntry> entries = entries(tar, location);
            return new OvaArchive(path, tar, entries, descriptorName(entries, location));
        } catch (RuntimeException refused) {
            tar.close();
            throw refused;
        }
    }

    private static TarFile tar(Path path, Location location) throws IOException {
        try {
            return new TarFile(path);
        } catch (IOException | RuntimeException malformed) {
            if (!Files.isReadable(path)) {
                throw malformed instanceof IOException io ? io : new IOException(malformed);
            }
            throw new OvfException(location, "not a readable tar archive: " + malformed.getMessage(), malformed);
        }
    }

    private static Map<String, TarArchiveEntry> entries(TarFile tar, Location location) {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        for (TarArchiveEntry entry : tar.getEntries()) {
            String name = entry.getName().replaceFirst("^\\./+", "");
            if (entry.isDirectory()) {
                continue;
            }
            if (!EntryNames.isSafe(name)) {
                throw new OvfException(location, "the archive holds a file with the forbidden name '" + name + "'");
            }
            if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || isDevice(entry)) {
                throw new OvfException(location, "'" + name + "' in the archive is not a plain file");
            }
            if (entries.put(name, entry) != null) {
                throw new OvfException(location, "'" + name + "' is in the archive twice");
            }
            if (entries.size() > MOST_ENTRIES) {
                throw new OvfException(location, "the archive holds more than " + MOST_ENTRIES + " files");
            }
        }
        return entries;
    }

    private static boolean isDevice(TarArchiveEntry entry) {
        return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
    }

    private static String descriptorName(Map<String, TarArchiveEntry> entries, Location location) {
        List<String> descriptors = entries.keySet().stream()
                .filter(name -> name.endsWith(".ovf") && !name.startsWith("._") && !name.contains("/"))
                .toList();
        if (descriptors.size() != 1) {
            throw new OvfException(location, "the archive holds " + descriptors.size() + " .ovf files instead of one");
        }
        return descriptors.get(0);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String descriptorName() {
        return descriptorName;
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public OptionalLong size(String name) {
        TarArchiveEntry entry = entries.get(name);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getRealSize());
    }

    @Override
    public InputStream open(String name) throws IOException {
        TarArchiveEntry entry = entries.get(name);
        if (entry == null) {
            throw new NoSuchFileException(name);
        }
        return tar.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
