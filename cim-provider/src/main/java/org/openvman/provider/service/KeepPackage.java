package org.openvman.provider.service;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the package with the service, so that members made later are made of the same. */
record KeepPackage(String packageName, Path uploaded, Path kept) implements Step {
    @Override
    public String name() {
        return "keep package " + packageName;
    }

    @Override
    public String undoName() {
        return "drop package " + packageName;
    }

    @Override
    public void perform() throws IOException {
        Files.createDirectories(kept.toAbsolutePath().getParent());
        Files.deleteIfExists(kept);
        try {
            // No copy: an upload of the same name replaces the name, not the content.
            Files.createLink(kept, uploaded);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Not every file system has links.
            Files.copy(uploaded, kept);
        }
    }

    @Override
    public void revert() throws IOException {
        Files.deleteIfExists(kept);
    }
}
