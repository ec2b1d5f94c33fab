package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Compares the files of a package with the digests in its manifest, in place. Several large files are digested side by
 * side; of a single one, a thread reads and another digests.
 */
final class DigestVerification {
    private final PackageSource source;
    private final List<DigestManifest.Entry> entries;
    private final int threads;
    private final Progress progress;

    DigestVerification(PackageSource source, DigestManifest manifest, int threads, Progress progress) {
        this.source = source;
        this.entries = manifest.entries();
        this.threads = threads;
        this.progress = Progress.shared(progress);
    }

    /** What differs, in the order of the manifest. */
    List<OvfPackage.Mismatch> run() throws IOException {
        List<Optional<String>> actual = isOneLargeFile() ? oneByOne() : sideBySide();
        List<OvfPackage.Mismatch> mismatches = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!actual.get(i).equals(Optional.of(entries.get(i).hex()))) {
                mismatches.add(new OvfPackage.Mismatch(entries.get(i), actual.get(i)));
            }
        }
        return mismatches;
    }

    /** Whether most of the work is in one file, so that it is best split into reading and digesting. */
    private boolean isOneLargeFile() {
        long largest = entries.stream().mapToLong(this::size).max().orElse(0);
        long all = entries.stream().mapToLong(this::size).sum();
        return largest > all - all / 4;
    }

    private long size(DigestManifest.Entry entry) {
        return source.size(entry.name()).orElse(0);
    }

    private List<Optional<String>> oneByOne() throws IOException {
        List<Optional<String>> actual = new ArrayList<>();
        try (DigestingCopy copy = threads > 1 ? DigestingCopy.onTwoThreads() : DigestingCopy.onOneThread()) {
            for (DigestManifest.Entry entry : entries) {
                actual.add(digest(entry, copy));
            }
        }
        return actual;
    }

    /** The largest files first, so that the threads end at about the same time. */
    private List<Optional<String>> sideBySide() throws IOException {
        int workers = Math.max(1, Math.min(threads, entries.size()));
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        ThreadLocal<DigestingCopy> copies = ThreadLocal.withInitial(DigestingCopy::onOneThread);
        try {
            List<Integer> order = IntStream.range(0, entries.size())
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> -size(entries.get(i))))
                    .toList();
            Map<Integer, Future<Optional<String>>> results = new TreeMap<>();
            for (int i : order) {
                results.put(i, pool.submit(() -> digest(entries.get(i), copies.get())));
            }
            List<Optional<String>> actual = new ArrayList<>();
            for (Future<Optional<String>> result : results.values()) {
                actual.add(get(result));
            }
            return actual;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<String> get(Future<Optional<String>> result) throws IOException {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("a digest failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** Empty when there is no such file. */
    private Optional<String> digest(DigestManifest.Entry entry, DigestingCopy copy) throws IOException {
        if (source.size(entry.name()).isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = entry.algorithm().newDigest();
        try (ReadableByteChannel from = source.openChannel(entry.name())) {
            copy.copy(from, DigestingCopy.Sink.NOWHERE, digest, progress);
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }
}
