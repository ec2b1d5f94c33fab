package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Writes a package as an archive or into a folder, reading each byte once. The output appears under its name only when
 * it is complete.
 */
public final class PackageWriter {
    private final PackOptions options;
    private final Progress progress;

    public PackageWriter(DigestAlgorithm algorithm, Progress progress) {
        this(new PackOptions(algorithm), progress);
    }

    public PackageWriter(PackOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Writes an OVA: descriptor, manifest and certificate, then files in the order of References (DSP0243, OVA). */
    public void writeArchive(PackageContent content, Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            FileChannel channel =
                    FileChannel.open(pending.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            try (UstarWriter tar = new UstarWriter(channel)) {
                write(content, tar);
            }
            pending.commit();
        }
    }

    /** Writes descriptor, manifest, certificate and files into a folder, which must not exist or be empty. */
    public void writeFolder(PackageContent content, Path target) throws IOException {
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try (PendingOutput pending = PendingOutput.folder(target)) {
            try (FolderWriter folder = new FolderWriter(pending.path())) {
                write(content, folder);
            }
            pending.commit();
        }
    }

    private void write(PackageContent content, PackageOutput output) throws IOException {
        try (DigestingCopy copy = DigestingCopy.onTwoThreads()) {
            new Packing(content, options, output, copy, progress).write();
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
}
