package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/** A package that is open for reading: its descriptor, its manifest of digests, its files. */
public final class OvfPackage implements Closeable {
    private static final int LARGEST_DESCRIPTOR = 32 << 20;
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int BUFFER = 1 << 20;

    private final PackageSource source;
    private final OvfDocument document;
    private final Optional<DigestManifest> digests;

    private OvfPackage(PackageSource source, OvfDocument document, Optional<DigestManifest> digests) {
        this.source = source;
        this.document = document;
        this.digests = digests;
    }

    /**
     * Opens an OVA, a descriptor with its files beside it, or a folder with one descriptor.
     *
     * @throws OvfException when it is no OVF package
     * @throws java.nio.file.NoSuchFileException when there is nothing of that name
     */
    public static OvfPackage open(Path path) throws IOException {
        return open(sourceOf(path));
    }

    /** An archive by its name, everything else as descriptor or folder. */
    public static PackageSource sourceOf(Path path) throws IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".ova") || name.endsWith(".tar") ? OvaArchive.open(path) : FolderSource.open(path);
    }

    private static OvfPackage open(PackageSource source) throws IOException {
        try {
            byte[] descriptor = readAll(source, source.descriptorName(), LARGEST_DESCRIPTOR);
            OvfDocument document = new DescriptorReader().read(locationName(source), descriptor);
            String manifest = manifestName(source);
            Optional<DigestManifest> digests = source.size(manifest).isPresent()
                    ? Optional.of(DigestManifest.read(readAll(source, manifest, LARGEST_MANIFEST)))
                    : Optional.empty();
            return new OvfPackage(source, document, digests);
        } catch (IOException | RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    private static byte[] readAll(PackageSource source, String name, int limit) throws IOException {
        try (InputStream in = source.open(name)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new OvfException(
                        Location.of(source.path().toString()), "'" + name + "' is larger than " + limit + " bytes");
            }
            return bytes;
        }
    }

    private static String locationName(PackageSource source) {
        return source instanceof OvaArchive
                ? source.path() + "!" + source.descriptorName()
                : source.path().resolve(source.descriptorName()).toString();
    }

    /** The name that the manifest of digests has: the descriptor's with another ending. */
    public static String manifestName(PackageSource source) {
        return source.descriptorName().replaceFirst("\\.[^.]*$", "") + ".mf";
    }

    public PackageSource source() {
        return source;
    }

    public OvfDocument document() {
        return document;
    }

    public Descriptor descriptor() {
        return document.descriptor();
    }

    /** The manifest of digests, when the package has one. */
    public Optional<DigestManifest> digests() {
        return digests;
    }

    /** Opens the content of a referenced file: chunks put together, compression undone. */
    public InputStream open(FileReference file) throws IOException {
        return new ReferencedFile(source, file).open();
    }

    /** A file whose content is not what the manifest says; {@code actual} is empty when there is no such file. */
    public record Mismatch(DigestManifest.Entry expected, Optional<String> actual) {}

    /** Reads every file that the manifest lists and compares digests; empty when all agree or there is no manifest. */
    public List<Mismatch> verify(Progress progress) throws IOException {
        List<Mismatch> mismatches = new ArrayList<>();
        for (DigestManifest.Entry entry : digests.map(DigestManifest::entries).orElse(List.of())) {
            Optional<String> actual = source.size(entry.name()).isPresent()
                    ? Optional.of(digest(entry.name(), entry.algorithm(), progress))
                    : Optional.empty();
            if (!actual.equals(Optional.of(entry.hex()))) {
                mismatches.add(new Mismatch(entry, actual));
            }
        }
        return mismatches;
    }

    private String digest(String name, DigestAlgorithm algorithm, Progress progress) throws IOException {
        MessageDigest digest = algorithm.newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = source.open(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                progress.advanced(read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
