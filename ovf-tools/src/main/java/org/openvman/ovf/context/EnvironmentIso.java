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

/**
 * The ISO that carries an OVF environment to its guest (DSP0243, transport {@code iso}): {@code /ovf-env.xml} and files
 * below {@code /ovffiles/}, with Rock Ridge and Joliet names, labelled {@code OVF ENV}.
 */
public final class EnvironmentIso {
    /** The label that guests look for. */
    public static final String LABEL = "OVF ENV";

    /** Where the primary volume descriptor, in sector 16, has the volume identifier (ECMA-119, 8.4). */
    private static final long VOLUME_ID = 16 * 2048 + 40;

    /** Opens the content of a file, each time it is asked. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private record Entry(String path, long size, Opener opener) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Begins with the environment document. */
    public EnvironmentIso(byte[] environment) {
        byte[] copy = environment.clone();
        entries.add(new Entry("ovf-env.xml", copy.length, () -> new ByteArrayInputStream(copy)));
    }

    /** Adds a file at {@code /ovffiles/} and the given path. */
    public EnvironmentIso withFile(String path, long size, Opener opener) {
        if (!EntryNames.isSafe(path)) {
            throw new IllegalArgumentException("'" + path + "' cannot be the name of a file on an ISO");
        }
        entries.add(new Entry("ovffiles/" + path, size, opener));
        return this;
    }

    /** Writes the image; the target appears when it is complete. */
    public void write(Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            CreateISO iso = new CreateISO(new ISOImageFileHandler(pending.path().toFile()), root());
            iso.process(iso9660(), rockRidge(), joliet(), null);
            writeLabel(pending.path());
            pending.commit();
        } catch (HandlerException | ConfigException failed) {
            throw new IOException("cannot write " + target + ": " + failed.getMessage(), failed);
        }
    }

    /** The library makes {@code OVF_ENV} of the label; cloud-init finds the ISO by the label with the space. */
    private static void writeLabel(Path image) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(image, StandardOpenOption.WRITE)) {
            channel.position(VOLUME_ID);
            channel.write(ByteBuffer.wrap(LABEL.getBytes(StandardCharsets.US_ASCII)));
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

    private static ISO9660Config iso9660() throws ConfigException {
        ISO9660Config config = new ISO9660Config();
        config.setInterchangeLevel(2);
        config.setVolumeID(LABEL);
        config.setApp("OpenVMAN");
        return config;
    }

    private static RockRidgeConfig rockRidge() {
        RockRidgeConfig config = new RockRidgeConfig();
        config.forcePortableFilenameCharacterSet(false);
        return config;
    }

    private static JolietConfig joliet() throws ConfigException {
        JolietConfig config = new JolietConfig();
        config.setVolumeID(LABEL);
        config.setFailOnTruncation(true);
        return config;
    }
}
