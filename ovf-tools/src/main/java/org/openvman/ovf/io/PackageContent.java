package org.openvman.ovf.io;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openvman.ovf.model.FileReference;

/**
 * What a package to be written consists of.
 *
 * @param baseName names of descriptor and manifest without ending
 * @param files names in the order of References, to be read from the source
 * @param expected what the source says its digests are; a file that differs is not packed
 */
public record PackageContent(
        String baseName,
        byte[] descriptor,
        List<String> files,
        PackageSource source,
        Optional<DigestManifest> expected) {

    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
    private static final long MOST_CHUNKS = 1_000_000;

    public PackageContent {
        if (!EntryNames.isSafe(baseName) || baseName.contains("/")) {
            throw new IllegalArgumentException("'" + baseName + "' cannot be the name of a package");
        }
        descriptor = descriptor.clone();
        files = List.copyOf(files);
    }

    /** A new package, of which nobody has said digests yet. */
    public PackageContent(String baseName, byte[] descriptor, List<String> files, PackageSource source) {
        this(baseName, descriptor, files, source, Optional.empty());
    }

    /** An existing package, its descriptor unchanged to the byte. */
    public static PackageContent of(OvfPackage ovf) {
        String descriptorName = ovf.source().descriptorName();
        return new PackageContent(
                descriptorName.substring(0, descriptorName.length() - ".ovf".length()),
                ovf.document().bytes(),
                ovf.descriptor().files().stream().flatMap(PackageContent::parts).toList(),
                ovf.source(),
                ovf.digests());
    }

    /** The names of a file's chunks, or its own; files elsewhere are not packed. */
    private static Stream<String> parts(FileReference file) {
        String name = Hrefs.decode(file.href());
        if (REMOTE.matcher(name).matches()) {
            return Stream.empty();
        }
        long chunkSize = file.chunkSize().orElse(0);
        if (chunkSize <= 0) {
            return Stream.of(name);
        }
        long chunks = Math.max(1, (file.size().orElse(1) + chunkSize - 1) / chunkSize);
        return LongStream.range(0, Math.min(chunks, MOST_CHUNKS))
                .mapToObj(chunk -> String.format("%s.%09d", name, chunk));
    }

    @Override
    public byte[] descriptor() {
        return descriptor.clone();
    }

    String descriptorName() {
        return baseName + ".ovf";
    }

    String manifestName() {
        return baseName + ".mf";
    }

    /** Bytes of all files together, for progress. */
    public long totalBytes() {
        return descriptor.length
                + files.stream().mapToLong(file -> source.size(file).orElse(0)).sum();
    }
}
