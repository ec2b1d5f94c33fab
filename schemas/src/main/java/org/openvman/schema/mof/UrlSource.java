package org.openvman.schema.mof;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;

/** A document below a root address; {@code jar:} addresses work too, which is why the text is joined, not resolved. */
record UrlSource(URI root, String path) implements MofSource {

    @Override
    public String name() {
        return root + path;
    }

    @Override
    public InputStream open() throws IOException {
        return new URL(root.toURL(), path).openStream();
    }

    @Override
    public MofSource include(String file) {
        return new UrlSource(root, IncludePath.within(path, file));
    }
}
