package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * A package with its chunks put together and its gzip files decompressed. How large they are is found out before, in a
 * pass of its own: the sizes stand in headers and in the descriptor.
 */
public final class Expansion implements PackageSource {
    private final OvfPackage ovf;
    private final Map<String, FileReference> expanded = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    private Expansion(OvfPackage ovf) {
        this.ovf = ovf;
    }

    /**
     * What a package consists of when it is expanded; its manifest, and a signature over it, no longer hold and are left
     * out.
     *
     * @throws OvfException when a file is not what the manifest says
     * @throws IOException when a file expands to more than its disk's capacity, or other files to hundred times their
     *     size, allows
     */
    public static PackageContent of(OvfPackage ovf, Progress progress) throws IOException {
        List<OvfPackage.Mismatch> mismatches = ovf.verify(progress);
        if (!mismatches.isEmpty()) {
            throw new OvfException(
                    Location.of(ovf.source().location()),
                    "'" + mismatches.get(0).expected().name()
                            + "' is not what the package's manifest says; fetch it again");
        }
        Expansion source = new Expansion(ovf);
        Map<String, FileAttributes> changes = new HashMap<>();
        for (FileReference file : ovf.descriptor().files()) {
            if (!PackageContent.isRemote(file) && isPacked(file)) {
                changes.put(file.id(), new FileAttributes(source.expand(file), false, OptionalLong.empty()));
            }
        }
        String name = source.descriptorName();
        byte[] descriptor = changes.isEmpty()
                ? ovf.document().bytes()
                : FileAttributes.set(source.locationOf(name), ovf.document().bytes(), changes);
        return new PackageContent(PackageContent.of(ovf).baseName(), descriptor, source);
    }

    private static boolean isPacked(FileReference file) {
        return file.compression().equalsIgnoreCase("gzip") || file.chunkSize().orElse(0) > 0;
    }

    private long expand(FileReference file) throws IOException {
        String name = Hrefs.decode(file.href());
        if (expanded.putIfAbsent(name, file) == null) {
            Optional<String> missing =
                    new ReferencedFile(ovf.source(), file).missing().findFirst();
            if (missing.isPresent()) {
                throw new NoSuchFileException(ovf.source().locationOf(missing.get()));
            }
            try (InputStream in = ovf.open(file)) {
                sizes.put(name, length(in));
            } catch (IOException unreadable) {
                throw new IOException(
                        ovf.source().locationOf(name) + ": cannot be expanded: " + unreadable.getMessage(), unreadable);
            }
        }
        return sizes.getOrDefault(name, 0L);
    }

    private static long length(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
        }
        return length;
    }

    @Override
    public String location() {
        return ovf.source().location();
    }

    @Override
    public String locationOf(String name) {
        return ovf.source().locationOf(name);
    }

    @Override
    public String descriptorName() {
        return ovf.source().descriptorName();
    }

    @Override
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(ovf.source().names());
        expanded.values()
                .forEach(file -> new ReferencedFile(ovf.source(), file).names().forEach(names::remove));
        names.addAll(expanded.keySet());
        return List.copyOf(names);
    }

    @Override
    public OptionalLong size(String name) {
        Long size = sizes.get(name);
        return size == null ? ovf.source().size(name) : OptionalLong.of(size);
    }

    @Override
    public ReadableByteChannel openChannel(String name) throws IOException {
        FileReference file = expanded.get(name);
        return file == null ? ovf.source().openChannel(name) : Channels.newChannel(ovf.open(file));
    }

    @Override
    public void close() {
        // the package is its owner's
    }
}
