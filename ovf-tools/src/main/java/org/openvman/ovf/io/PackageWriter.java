package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * Writes a package as an archive or into a folder, hashing each byte in the same pass. The output appears under its
 * name only when it is complete.
 */
public final class PackageWriter {
    private static final int BUFFER = 1 << 20;

    private final DigestAlgorithm algorithm;
    private final Progress progress;

    public PackageWriter(DigestAlgorithm algorithm, Progress progress) {
        this.algorithm = algorithm;
        this.progress = progress;
    }

    /** Writes an OVA: descriptor, manifest, then files in the order of References (DSP0243, OVA). */
    public void writeArchive(PackageContent content, Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            try (SeekableByteChannel channel =
                    Files.newByteChannel(pending.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                writeArchive(content, channel);
            }
            pending.commit();
        }
    }

    private void writeArchive(PackageContent content, SeekableByteChannel channel) throws IOException {
        UstarWriter tar = new UstarWriter(channel);
        List<DigestManifest.Entry> entries = new ArrayList<>();
        byte[] descriptor = content.descriptor();
        tar.startEntry(content.descriptorName(), descriptor.length);
        tar.write(descriptor, 0, descriptor.length);
        tar.endEntry();
        entries.add(digest(content.descriptorName(), descriptor));
        progress.advanced(descriptor.length);
        // The manifest stands before the files but is known only after them; its length is known now.
        int manifestSize = manifestSize(content);
        long manifestAt = tar.reserveEntry(content.manifestName(), manifestSize);
        for (String name : content.files()) {
            tar.startEntry(name, sizeOf(content, name));
            entries.add(copy(content, name, tar::write));
            tar.endEntry();
        }
        tar.finish();
        byte[] manifest = new DigestManifest(entries, List.of()).write();
        if (manifest.length != manifestSize) {
            throw new IllegalStateException("manifest of " + manifest.length + " bytes instead of " + manifestSize);
        }
        channel.position(manifestAt);
        OutputStream out = Channels.newOutputStream(channel);
        out.write(manifest);
        out.flush();
    }

    private int manifestSize(PackageContent content) {
        byte[] anyDigest = new byte[algorithm.bytes()];
        List<DigestManifest.Entry> entries = Stream.concat(
                        Stream.of(content.descriptorName()), content.files().stream())
                .map(name -> DigestManifest.entry(algorithm, name, anyDigest))
                .toList();
        return new DigestManifest(entries, List.of()).write().length;
    }

    /** Writes descriptor, manifest and files into a folder, which must not exist or be empty. */
    public void writeFolder(PackageContent content, Path target) throws IOException {
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try (PendingOutput pending = PendingOutput.folder(target)) {
            List<DigestManifest.Entry> entries = new ArrayList<>();
            Files.write(pending.path().resolve(content.descriptorName()), content.descriptor());
            entries.add(digest(content.descriptorName(), content.descriptor()));
            for (String name : content.files()) {
                sizeOf(content, name);
                Path file = pending.path().resolve(name);
                Path parent = file.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                    entries.add(copy(content, name, out::write));
                }
            }
            Files.write(pending.path().resolve(content.manifestName()), new DigestManifest(entries, List.of()).write());
            pending.commit();
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static long sizeOf(PackageContent content, String name) throws IOException {
        if (!EntryNames.isSafe(name)) {
            throw new IOException("'" + name + "' cannot be the name of a file in a package");
        }
        return content.source()
                .size(name)
                .orElseThrow(() -> new NoSuchFileException(
                        content.source().path().resolve(name).toString()));
    }

    /** Takes the next bytes of a file. */
    private interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    private DigestManifest.Entry copy(PackageContent content, String name, Sink sink) throws IOException {
        MessageDigest digest = algorithm.newDigest();
        Optional<DigestManifest.Entry> expected = content.expected().flatMap(manifest -> manifest.entry(name));
        MessageDigest check =
                expected.map(DigestManifest.Entry::algorithm).orElse(algorithm).newDigest();
        boolean checked = expected.isPresent();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.source().open(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                if (checked) {
                    check.update(buffer, 0, read);
                }
                sink.write(buffer, 0, read);
                progress.advanced(read);
            }
        }
        if (checked
                && !HexFormat.of()
                        .formatHex(check.digest())
                        .equals(expected.get().hex())) {
            throw new OvfException(
                    Location.of(content.source().path().toString()),
                    "'" + name + "' is not what the package's manifest says; it is not packed");
        }
        return DigestManifest.entry(algorithm, name, digest.digest());
    }

    private DigestManifest.Entry digest(String name, byte[] bytes) {
        return DigestManifest.entry(algorithm, name, algorithm.newDigest().digest(bytes));
    }
}
