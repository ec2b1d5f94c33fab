package org.openvman.ovf.context;

import com.github.stephenc.javaisotools.iso9660.ConfigException;
import com.github.stephenc.javaisotools.iso9660.ISO9660Directory;
import com.github.stephenc.javaisotools.iso9660.ISO9660File;
import com.github.stephenc.javaisotools.iso9660.ISO9660RootDirectory;
import com.github.stephenc.javaisotools.iso9660.impl.CreateISO;
import com.github.stephenc.javaisotools.iso9660.impl.ISO9660Config;
import com.github.stephenc.javaisotools.iso9660.impl.ISOImageFileHandler;
import com.github.stephenc.javaisotools.joliet.impl.JolietConfig;
import com.github.stephenc.javaisotools.rockridge.impl.RockRidgeConfig;
import com.github.stephenc.javaisotools.sabre.DataReference;
import com.github.stephenc.javaisotools.sabre.HandlerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.openvman.ovf.io.EntryNames;
import org.openvman.ovf.io.PendingOutput;

/** An ISO 9660 image of a few files, with Rock Ridge and Joliet names (ECMA-119). */
final class IsoImage {
    /** Where the primary volume descriptor, in sector 16, has the volume identifier (ECMA-119, 8.4). */
    private static final long VOLUME_ID = 16 * 2048 + 40;

    private record Entry(String path, long size, EnvironmentIso.Opener opener) {}

    private final String label;
    private final List<Entry> entries = new ArrayList<>();

    IsoImage(String label) {
        this.label = label;
    }

    IsoImage withFile(String path, byte[] content) {
        byte[] copy = content.clone();
        return withFile(path, copy.length, () -> new ByteArrayInputStream(copy));
    }

    IsoImage withFile(String path, long size, EnvironmentIso.Opener opener) {
        if (!EntryNames.isSafe(path)) {
            throw new IllegalArgumentException("'" + path + "' cannot be the name of a file on an ISO");
        }
        entries.add(new Entry(path, size, opener));
        return this;
    }

    /** Writes the image; the target appears when it is complete. */
    void write(Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            CreateISO iso = new CreateISO(new ISOImageFileHandler(pending.path().toFile()), root());
            iso.process(iso9660(), rockRidge(), joliet(), null);
            writeLabel(pending.path());
            pending.commit();
        } catch (HandlerException | ConfigException failed) {
            throw new IOException("cannot write " + target + ": " + failed.getMessage(), failed);
        }
    }

    /** The library makes {@code OVF_ENV} of {@code OVF ENV}; cloud-init finds the ISO by the label with the space. */
    private void writeLabel(Path image) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(image, StandardOpenOption.WRITE)) {
            channel.position(VOLUME_ID);
            channel.write(ByteBuffer.wrap(label.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private ISO9660RootDirectory root() throws HandlerException {
        ISO9660RootDirectory root = new ISO9660RootDirectory();
        for (Entry entry : entries) {
            ISO9660Directory directory = root;
            String[] parts = entry.path().split("/");
            for (int i = 0; i < parts.length - 1; i++) {
                directory = child(directory, parts[i]);
            }
            directory.addFile(new ISO9660File(content(entry), parts[parts.length - 1], 0));
        }
        return root;
    }

    private static ISO9660Directory child(ISO9660Directory directory, String name) {
        return directory.getDirectories().stream()
                .filter(child -> child.getName().equals(name))
                .findFirst()
                .orElseGet(() -> directory.addDirectory(name));
    }

    private static DataReference content(Entry entry) {
        return new DataReference() {
            @Override
            public long getLength() {
                return entry.size();
            }

            @Override
            public InputStream createInputStream() throws IOException {
                return entry.opener().open();
            }
        };
    }

    private ISO9660Config iso9660() throws ConfigException {
        ISO9660Config config = new ISO9660Config();
        config.setInterchangeLevel(2);
        config.setVolumeID(label);
        config.setApp("OpenVMAN");
        return config;
    }

    private static RockRidgeConfig rockRidge() {
        RockRidgeConfig config = new QuietRockRidge();
        config.forcePortableFilenameCharacterSet(false);
        return config;
    }

    private JolietConfig joliet() throws ConfigException {
        JolietConfig config = new JolietConfig();
        config.setVolumeID(label);
        config.setFailOnTruncation(true);
        return config;
    }
}
