package org.openvman.schema.mof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file below a root folder; links that lead outside are refused when it is opened. */
record FileSource(Path root, String path) implements MofSource {

    @Override
    public String name() {
        return root.resolve(path).toString();
    }

    @Override
    public InputStream open() throws IOException {
        Path file = root.resolve(path).toRealPath();
        if (!file.startsWith(root.toRealPath())) {
            throw new IOException("it is a link that leaves " + root);
        }
        return Files.newInputStream(file);
    }

    @Override
    public MofSource include(String file) {
        return new FileSource(root, IncludePath.within(path, file));
    }
}
