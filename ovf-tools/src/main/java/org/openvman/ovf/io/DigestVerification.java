package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares the files of a package with the digests in its manifest, in place. Several large files are digested side by
 * side; of a single one, a thread reads and another digests.
 */
final class DigestVerification {
    private final PackageSource source;
    private final List<DigestManifest.Entry> entries;
    /** Each file once, however often the manifest lists it; the largest first, so that the threads end together. */
    private final List<Work> works;

    private final int threads;
    private final Progress progress;

    /** A digest to be computed. */
    private record Work(String name, DigestAlgorithm algorithm) {
        static Work of(DigestManifest.Entry entry) {
            return new Work(entry.name(), entry.algorithm());
        }
    }

    DigestVerification(PackageSource source, DigestManifest manifest, int threads, Progress progress) {
        this.source = source;
        this.entries = manifest.entries();
        this.works = entries.stream()
                .map(Work::of)
                .distinct()
                .sorted(Comparator.comparingLong(work -> -size(source, work)))
                .toList();
        this.threads = threads;
        this.progress = Progress.shared(progress);
    }

    /** What differs, in the order of the manifest. */
    List<OvfPackage.Mismatch> run() throws IOException {
        Map<Work, Optional<String>> actual = isOneLargeFile() ? oneByOne() : sideBySide();
        List<OvfPackage.Mismatch> mismatches = new ArrayList<>();
        for (DigestManifest.Entry entry : entries) {
            Optional<String> digest = actual.getOrDefault(Work.of(entry), Optional.empty());
            if (!digest.equals(Optional.of(entry.hex()))) {
                mismatches.add(new OvfPackage.Mismatch(entry, digest));
            }
        }
        return mismatches;
    }

    private static long size(PackageSource source, Work work) {
        return source.size(work.name()).orElse(0);
    }

    /** Whether most of the work is in one file, so that it is best split into reading and digesting. */
    private boolean isOneLargeFile() {
        long all = works.stream().mapToLong(work -> size(source, work)).sum();
        return works.isEmpty() || size(source, works.get(0)) > all - all / 4;
    }

    private Map<Work, Optional<String>> oneByOne() throws IOException {
        Map<Work, Optional<String>> actual = new HashMap<>();
        try (DigestingCopy copy = threads > 1 ? DigestingCopy.onTwoThreads() : DigestingCopy.onOneThread()) {
            for (Work work : works) {
                actual.put(work, digest(work, copy));
            }
        }
        return actual;
    }

    private Map<Work, Optional<String>> sideBySide() throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, works.size()));
        ThreadLocal<DigestingCopy> copies = ThreadLocal.withInitial(DigestingCopy::onOneThread);
        try {
            Map<Work, Future<Optional<String>>> results = new LinkedHashMap<>();
            for (Work work : works) {
                results.put(work, pool.submit(() -> digest(work, copies.get())));
            }
            Map<Work, Optional<String>> actual = new HashMap<>();
            for (Map.Entry<Work, Future<Optional<String>>> result : results.entrySet()) {
                actual.put(result.getKey(), get(result.getValue()));
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
    private Optional<String> digest(Work work, DigestingCopy copy) throws IOException {
        if (source.size(work.name()).isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = work.algorithm().newDigest();
        try (ReadableByteChannel from = source.openChannel(work.name())) {
            copy.copy(from, DigestingCopy.Sink.NOWHERE, digest, progress);
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }
}
