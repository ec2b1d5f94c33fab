package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/** A package that is open for reading: its descriptor, its manifest of digests, its files. */
public final class OvfPackage implements Closeable {
    static final int LARGEST_DESCRIPTOR = 32 << 20;
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int LARGEST_CERTIFICATE = 1 << 20;

    private final PackageSource source;
    private final OvfDocument document;
    private final Optional<Seal> seal;
    private final Optional<DigestManifest> digests;

    private OvfPackage(PackageSource source, OvfDocument document, Optional<Seal> seal) {
        this.source = source;
        this.document = document;
        this.seal = seal;
        this.digests = seal.map(Seal::digests);
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

    /**
     * Opens an OVA, descriptor or folder by its path, or an OVA or descriptor by its {@code http(s)} URL, without
     * fetching all of it.
     *
     * @throws OvfException when it is no OVF package
     * @throws java.nio.file.NoSuchFileException when there is nothing of that name
     */
    public static OvfPackage open(String pathOrUrl) throws IOException {
        if (!isUrl(pathOrUrl)) {
            return open(Path.of(pathOrUrl));
        }
        URI url = url(pathOrUrl);
        return open(isArchive(pathOrUrl) ? OvaArchive.open(url) : RemoteFolder.open(url));
    }

    /** Whether it is an {@code http(s)} URL and no path. */
    public static boolean isUrl(String pathOrUrl) {
        return HttpBytes.isUrl(pathOrUrl);
    }

    static URI url(String text) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IOException(text + ": no URL: " + malformed.getReason(), malformed);
        }
    }

    /**
     * Whether a path has an archive's name; everything else is a descriptor or a folder. What has a URL is an archive
     * unless it has a descriptor's name.
     */
    public static boolean isArchive(String pathOrUrl) {
        String name = pathOrUrl.toLowerCase(Locale.ROOT);
        if (isUrl(pathOrUrl)) {
            return !name.replaceFirst("[?#].*", "").endsWith(".ovf");
        }
        return name.endsWith(".ova") || name.endsWith(".tar");
    }

    private static PackageSource sourceOf(Path path) throws IOException {
        return isArchive(path.toString()) ? OvaArchive.open(path) : FolderSource.open(path);
    }

    private static OvfPackage open(PackageSource source) throws IOException {
        try {
            byte[] descriptor = readAll(source, source.descriptorName(), LARGEST_DESCRIPTOR);
            OvfDocument document = new DescriptorReader().read(source.locationOf(source.descriptorName()), descriptor);
            return new OvfPackage(source, document, seal(source));
        } catch (IOException | RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    private static Optional<Seal> seal(PackageSource source) throws IOException {
        String manifest = manifestName(source);
        if (source.size(manifest).isEmpty()) {
            return Optional.empty();
        }
        String certificate = certificateName(source);
        return Optional.of(new Seal(
                readAll(source, manifest, LARGEST_MANIFEST),
                source.size(certificate).isPresent()
                        ? Optional.of(readAll(source, certificate, LARGEST_CERTIFICATE))
                        : Optional.empty()));
    }

    private static byte[] readAll(PackageSource source, String name, int limit) throws IOException {
        try (InputStream in = source.open(name)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new OvfException(Location.of(source.locationOf(name)), "it is larger than " + limit + " bytes");
            }
            return bytes;
        }
    }

    /** The name that the manifest of digests has: the descriptor's with another ending. */
    public static String manifestName(PackageSource source) {
        return baseName(source) + ".mf";
    }

    /** The name that the certificate and its signature have: the descriptor's with another ending. */
    public static String certificateName(PackageSource source) {
        return baseName(source) + ".cert";
    }

    private static String baseName(PackageSource source) {
        return source.descriptorName().replaceFirst("\\.[^.]*$", "");
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

    /** The manifest and its signature, as bytes, when the package has a manifest. */
    public Optional<Seal> seal() {
        return seal;
    }

    /** Whether there is a signature; whose it is and whether it holds, others say. */
    public boolean isSigned() {
        return seal.flatMap(Seal::certificate).isPresent();
    }

    /** The manifest of digests, when the package has one. */
    public Optional<DigestManifest> digests() {
        return digests;
    }

    /** Opens the content of a referenced file: chunks put together, compression undone, as far as it is believable. */
    public InputStream open(FileReference file) throws IOException {
        return new ReferencedFile(source, file).open(descriptor());
    }

    /** A file whose content is not what the manifest says; {@code actual} is empty when there is no such file. */
    public record Mismatch(DigestManifest.Entry expected, Optional<String> actual) {}

    /** Reads every file that the manifest lists and compares digests; empty when all agree or there is no manifest. */
    public List<Mismatch> verify(Progress progress) throws IOException {
        return verify(Runtime.getRuntime().availableProcessors(), progress);
    }

    /** The same, with so many threads at most. */
    public List<Mismatch> verify(int threads, Progress progress) throws IOException {
        return digests.isEmpty() ? List.of() : new DigestVerification(source, digests.get(), threads, progress).run();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
