package org.openvman.schema.mof;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text at hand. */
record TextSource(String name, String text) implements MofSource {

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MofSource include(String file) {
        throw new IllegalArgumentException("a text without a folder cannot include \"" + file + "\"");
    }
}
