package org.openvman.ovf.io;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * An OVA, read in place, from a file or over HTTP: only headers are read until a file is opened. Links, devices,
 * duplicates and names that lead out of the archive are refused when it is opened.
 */
public final class OvaArchive implements PackageSource {
    private final ByteSource bytes;
    private final Map<String, TarEntry> entries;
    private final String descriptorName;

    private OvaArchive(ByteSource bytes, Map<String, TarEntry> entries, String descriptorName) {
        this.bytes = bytes;
        this.entries = entries;
        this.descriptorName = descriptorName;
    }

    /**
     * Opens an archive.
     *
     * @throws OvfException when it is not a tar archive of plain files with one descriptor
     */
    public static OvaArchive open(Path path) throws IOException {
        return open(FileBytes.open(path));
    }

    /**
     * Opens an archive where it is; of a server without ranges what has come is kept until it is closed.
     *
     * @throws OvfException when it is not a tar archive of plain files with one descriptor
     */
    public static OvaArchive open(URI url) throws IOException {
        return open(HttpBytes.open(url));
    }

    private static OvaArchive open(ByteSource bytes) throws IOException {
        try {
            Map<String, TarEntry> entries = new TarReader(bytes).read();
            return new OvaArchive(bytes, entries, descriptorName(entries, Location.of(bytes.location())));
        } catch (IOException | RuntimeException refused) {
            bytes.close();
            throw refused;
        }
    }

    /** The archive as it is. */
    ByteSource bytes() {
        return bytes;
    }

    private static String descriptorName(Map<String, TarEntry> entries, Location location) {
        List<String> descriptors =
                entries.keySet().stream().filter(OvaArchive::isDescriptor).toList();
        if (descriptors.size() != 1) {
            throw new OvfException(location, "the archive holds " + descriptors.size() + " .ovf files instead of one");
        }
        return descriptors.get(0);
    }

    /** Not one in a folder, nor what macOS adds to a file. */
    static boolean isDescriptor(String name) {
        return name.endsWith(".ovf") && !name.startsWith("._") && !name.contains("/");
    }

    @Override
    public String location() {
        return bytes.location();
    }

    @Override
    public String locationOf(String name) {
        return location() + "!" + name;
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
        TarEntry entry = entries.get(name);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.size());
    }

    @Override
    public ReadableByteChannel openChannel(String name) throws IOException {
        TarEntry entry = entries.get(name);
        if (entry == null) {
            throw new NoSuchFileException(locationOf(name));
        }
        return bytes.open(entry.offset(), entry.size());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
