package org.openvman.schema.mof;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** A class path resource below a root. */
record ResourceSource(ClassLoader loader, String root, String path) implements MofSource {

    @Override
    public String name() {
        return root + "/" + path;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream stream = loader.getResourceAsStream(name());
        if (stream == null) {
            throw new FileNotFoundException("no such resource");
        }
        return stream;
    }

    @Override
    public MofSource include(String file) {
        return new ResourceSource(loader, root, IncludePath.within(path, file));
    }
}
