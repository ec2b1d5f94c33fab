package org.openvman.ovf.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.OvfException;

/**
 * What a package to be written consists of.
 *
 * @param baseName names of descriptor and manifest without ending
 * @param files in the order of References, to be read from the source
 * @param seal what the source says its digests are; a file that differs is not packed
 */
public record PackageContent(
        String baseName, byte[] descriptor, List<PackedFile> packedFiles, PackageSource source, Optional<Seal> seal) {

    private static final String ENDING = ".ovf";
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
    private static final int MOST_FILES = 10_000;

    public PackageContent {
        if (!EntryNames.isSafe(baseName) || baseName.contains("/")) {
            throw new IllegalArgumentException("'" + baseName + "' cannot be the name of a package");
        }
        descriptor = descriptor.clone();
        packedFiles = List.copyOf(packedFiles);
    }

    /** A new package, of which nobody has said digests yet. */
    public PackageContent(String baseName, byte[] descriptor, PackageSource source) {
        this(
                baseName,
                descriptor,
                files(new DescriptorReader().read(baseName + ENDING, descriptor).descriptor()),
                source,
                Optional.empty());
    }

    /** An existing package, its descriptor unchanged to the byte. */
    public static PackageContent of(OvfPackage ovf) {
        String descriptorName = ovf.source().descriptorName();
        return new PackageContent(
                descriptorName.substring(0, descriptorName.length() - ENDING.length()),
                ovf.document().bytes(),
                files(ovf.descriptor()),
                ovf.source(),
                ovf.seal());
    }

    /** The same, whatever the source says its digests are: all are computed and written anew. */
    public PackageContent withoutSeal() {
        return new PackageContent(baseName, descriptor, packedFiles, source, Optional.empty());
    }

    /** The same with a manifest and a signature that were made for it. */
    public PackageContent sealed(Seal newSeal) {
        return new PackageContent(baseName, descriptor, packedFiles, source, Optional.of(newSeal));
    }

    /**
     * Whether the manifest there is, and the signature over its bytes, are taken along: the manifest lists all files
     * with the wanted digest, as the standard writes it unless it is signed, and no file changes.
     */
    public boolean keepsSeal(PackOptions options) {
        if (seal.isEmpty()) {
            return false;
        }
        DigestManifest digests = seal.get().digests();
        List<String> names =
                Stream.concat(Stream.of(descriptorName()), files().stream()).toList();
        return digests.unreadable().isEmpty()
                && digests.entries().size() == names.size()
                && names.stream()
                        .allMatch(name -> digests.entry(name)
                                .filter(entry -> entry.algorithm() == options.digest()
                                        && (entry.standardSpelling()
                                                || seal.get().certificate().isPresent()))
                                .isPresent())
                && packedFiles.stream().noneMatch(file -> options.compresses(file) || isCut(file, options));
    }

    /** The digest algorithm of a signed manifest, which it must keep to stay signed. */
    public Optional<DigestAlgorithm> digestOfSignature() {
        return seal.filter(signed -> signed.certificate().isPresent())
                .flatMap(signed -> signed.digests().algorithm());
    }

    boolean isCut(PackedFile file, PackOptions options) {
        return options.cuts(file)
                && (options.compresses(file)
                        || source.size(file.name()).orElse(0)
                                > options.chunkSize().orElseThrow());
    }

    /** Each file once; one that several Files share stays as it is. */
    private static List<PackedFile> files(Descriptor descriptor) {
        Set<String> disks = descriptor.disks().map(DiskSection.Disk::fileRef).collect(Collectors.toSet());
        Map<String, PackedFile> files = new LinkedHashMap<>();
        for (FileReference reference : descriptor.files()) {
            parts(reference, disks.contains(reference.id()))
                    .limit(MOST_FILES + 1L)
                    .forEach(file -> files.merge(file.name(), file, (first, again) -> first.shared()));
            if (files.size() > MOST_FILES) {
                throw new OvfException(reference.at(), "more than " + MOST_FILES + " files and chunks in a package");
            }
        }
        return List.copyOf(files.values());
    }

    static boolean isRemote(FileReference file) {
        return REMOTE.matcher(Hrefs.decode(file.href())).matches();
    }

    /** A file's chunks, or itself; files elsewhere are not packed. */
    private static Stream<PackedFile> parts(FileReference file, boolean disk) {
        String name = Hrefs.decode(file.href());
        if (isRemote(file)) {
            return Stream.empty();
        }
        long chunkSize = file.chunkSize().orElse(0);
        if (chunkSize <= 0) {
            boolean plain = file.compression().isEmpty() || file.compression().equals("identity");
            return Stream.of(new PackedFile(name, file.id(), plain, disk));
        }
        long chunks = Math.max(1, (file.size().orElse(1) - 1) / chunkSize + 1);
        return LongStream.range(0, chunks)
                .mapToObj(chunk -> new PackedFile(chunkName(name, chunk), file.id(), false, disk));
    }

    /** The name of a part of a file, counted from 0 (DSP0243, References). */
    static String chunkName(String name, long chunk) {
        return String.format("%s.%09d", name, chunk);
    }

    /** The names of the files, in the order of References. */
    public List<String> files() {
        return packedFiles.stream().map(PackedFile::name).toList();
    }

    @Override
    public byte[] descriptor() {
        return descriptor.clone();
    }

    String descriptorName() {
        return baseName + ENDING;
    }

    String manifestName() {
        return baseName + ".mf";
    }

    String certificateName() {
        return baseName + ".cert";
    }

    /** Bytes of all files together, for progress. */
    public long totalBytes() {
        return descriptor.length
                + files().stream()
                        .mapToLong(file -> source.size(file).orElse(0))
                        .sum();
    }
}
