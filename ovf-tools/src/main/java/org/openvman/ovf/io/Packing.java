package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * One package on its way into an output, in one pass.
 *
 * <p>Descriptor and manifest stand before the files, but what they say of the files is known only afterwards. Their
 * lengths are known before: a digest has a fixed length, and a size no more digits than the largest possible. So their
 * places are kept free. Only when it is not known how many chunks there will be does the manifest follow the files,
 * the other order that DSP0243 (OVA) allows.
 */
final class Packing {
    /** An archive that we write is one that we read; it holds other files too. */
    private static final int MOST_CHUNKS = 5_000;

    private final PackageContent content;
    private final PackOptions options;
    private final PackageOutput output;
    private final DigestingCopy copy;
    private final Progress progress;
    private final Optional<Seal> kept;
    private final Optional<DigestManifest> expected;
    private final Map<String, FileAttributes> attributes = new HashMap<>();
    private final List<DigestManifest.Entry> entries = new ArrayList<>();

    Packing(PackageContent content, PackOptions options, PackageOutput output, DigestingCopy copy, Progress progress) {
        this.content = content;
        this.options = options;
        this.output = output;
        this.copy = copy;
        this.progress = progress;
        this.expected = content.seal().map(Seal::digests);
        this.kept = content.seal().filter(seal -> content.keepsSeal(options));
    }

    void write() throws IOException {
        checkExpectedDescriptor();
        byte[] longest = longestDescriptor();
        PackageOutput.Reserved descriptorPlace = output.reserve(content.descriptorName(), longest.length);
        OptionalLong manifestSize = manifestSize();
        Optional<PackageOutput.Reserved> manifestPlace = Optional.empty();
        if (kept.isPresent()) {
            writeSeal(kept.get());
        } else if (manifestSize.isPresent()) {
            manifestPlace = Optional.of(output.reserve(content.manifestName(), (int) manifestSize.getAsLong()));
        }
        for (PackedFile file : content.packedFiles()) {
            write(file);
        }
        byte[] descriptor = descriptor(longest.length);
        descriptorPlace.fill(descriptor);
        progress.advanced(content.descriptor().length);
        if (kept.isEmpty()) {
            entries.add(
                    0,
                    DigestManifest.entry(
                            options.digest(),
                            content.descriptorName(),
                            options.digest().newDigest().digest(descriptor)));
            byte[] manifest = new DigestManifest(entries, List.of()).write();
            if (manifestPlace.isPresent()) {
                manifestPlace.get().fill(manifest);
            } else {
                output.write(content.manifestName(), manifest);
            }
        }
        output.finish();
    }

    private void writeSeal(Seal seal) throws IOException {
        output.write(content.manifestName(), seal.manifest());
        Optional<byte[]> certificate = seal.certificate();
        if (certificate.isPresent()) {
            output.write(content.certificateName(), certificate.get());
        }
    }

    private boolean isCut(PackedFile file) {
        return content.isCut(file, options);
    }

    private void checkExpectedDescriptor() {
        Optional<DigestManifest.Entry> said = expected.flatMap(digests -> digests.entry(content.descriptorName()));
        if (said.isPresent()) {
            check(said.get(), said.get().algorithm().newDigest().digest(content.descriptor()));
        }
    }

    // ---- what must be known before it is known ----

    /** The descriptor with the largest sizes possible. */
    private byte[] longestDescriptor() throws IOException {
        Map<String, FileAttributes> largest = new HashMap<>();
        for (PackedFile file : content.packedFiles()) {
            if (!content.source().knowsSizes()) {
                largest.put(file.reference(), attributes(file, Long.MAX_VALUE));
            } else if (options.compresses(file) || isCut(file)) {
                long size = size(file);
                largest.put(
                        file.reference(),
                        attributes(file, options.compresses(file) ? ParallelGzip.largest(size) : size));
            }
        }
        return largest.isEmpty() ? content.descriptor() : edited(largest);
    }

    private FileAttributes attributes(PackedFile file, long size) {
        return new FileAttributes(
                size, options.compresses(file), isCut(file) ? options.chunkSize() : OptionalLong.empty());
    }

    private byte[] edited(Map<String, FileAttributes> changes) {
        return FileAttributes.set(content.source().locationOf(content.descriptorName()), content.descriptor(), changes);
    }

    /** The descriptor with the true sizes, in the place that was kept; white space may follow the root element. */
    private byte[] descriptor(int length) {
        byte[] exact = attributes.isEmpty() ? content.descriptor() : edited(attributes);
        byte[] padded = Arrays.copyOf(exact, length);
        Arrays.fill(padded, exact.length, length, (byte) '\n');
        return padded;
    }

    /** Empty when the number of entries depends on how well files compress. */
    private OptionalLong manifestSize() throws IOException {
        List<String> names = new ArrayList<>(List.of(content.descriptorName()));
        for (PackedFile file : content.packedFiles()) {
            if (!isCut(file)) {
                names.add(file.name());
            } else if (options.compresses(file)) {
                return OptionalLong.empty();
            } else {
                long chunk = options.chunkSize().orElseThrow();
                for (long i = 0; i * chunk < size(file); i++) {
                    names.add(PackageContent.chunkName(file.name(), i));
                }
            }
        }
        byte[] anyDigest = new byte[options.digest().bytes()];
        List<DigestManifest.Entry> anyEntries = names.stream()
                .map(name -> DigestManifest.entry(options.digest(), name, anyDigest))
                .toList();
        return OptionalLong.of(new DigestManifest(anyEntries, List.of()).write().length);
    }

    // ---- the files ----

    private void checkName(PackedFile file) throws IOException {
        if (!EntryNames.isSafe(file.name())
                || List.of(content.descriptorName(), content.manifestName(), content.certificateName())
                        .contains(file.name())) {
            throw new IOException("'" + file.name() + "' cannot be the name of a file in a package");
        }
    }

    private long size(PackedFile file) throws IOException {
        checkName(file);
        return content.source()
                .size(file.name())
                .orElseThrow(() -> new NoSuchFileException(content.source().locationOf(file.name())));
    }

    private void write(PackedFile file) throws IOException {
        checkName(file);
        Optional<DigestManifest.Entry> said = expected.flatMap(digests -> digests.entry(file.name()));
        boolean changes = options.compresses(file) || isCut(file);
        // Digested once if what comes in is what goes out, with the same digest.
        boolean twice = said.isPresent() && (changes || said.get().algorithm() != options.digest());
        DigestingInput in = new DigestingInput(
                content.source().openChannel(file.name()),
                twice ? said.map(DigestManifest.Entry::algorithm) : Optional.empty());
        try (ReadableByteChannel from = options.compresses(file)
                ? new ParallelGzip(in, options.compression().orElseThrow(), options.threads())
                : in) {
            if (isCut(file)) {
                attributes.put(file.reference(), attributes(file, cut(file, from)));
            } else if (options.compresses(file) || !content.source().knowsSizes()) {
                output.startFile(file.name());
                attributes.put(file.reference(), attributes(file, copyInto(file.name(), from)));
            } else {
                output.startFile(file.name(), size(file));
                copyInto(file.name(), from);
            }
        }
        if (said.isPresent()) {
            check(
                    said.get(),
                    twice
                            ? in.digest()
                            : HexFormat.of()
                                    .parseHex(entries.get(entries.size() - 1).hex()));
        }
    }

    private long copyInto(String name, ReadableByteChannel from) throws IOException {
        MessageDigest digest = options.digest().newDigest();
        copy.copy(from, output, digest, progress);
        entries.add(DigestManifest.entry(options.digest(), name, digest.digest()));
        return output.endFile();
    }

    private long cut(PackedFile file, ReadableByteChannel from) throws IOException {
        long chunkSize = options.chunkSize().orElseThrow();
        ChunkedInput chunks = new ChunkedInput(from, chunkSize);
        long total = 0;
        for (long i = 0; chunks.next(); i++) {
            if (i == MOST_CHUNKS) {
                throw new IOException(
                        "'" + file.name() + "' would have more than " + MOST_CHUNKS + " chunks; make them larger");
            }
            String name = PackageContent.chunkName(file.name(), i);
            output.startFile(name);
            total += copyInto(name, chunks);
        }
        return total;
    }

    private void check(DigestManifest.Entry said, byte[] digest) {
        if (!HexFormat.of().formatHex(digest).equals(said.hex())) {
            throw new OvfException(
                    Location.of(content.source().location()),
                    "'" + said.name() + "' is not what the package's manifest says and is not packed;"
                            + " fetch it again, or have the manifest written anew if it was changed on purpose");
        }
    }
}
