package org.openvman.schema.mof;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * A MOF text and the root below which it may include others.
 *
 * <p>An include names a file relative to the including one. No source reaches outside its root, whatever the text says.
 */
public interface MofSource {

    /** What error messages call this source. */
    String name();

    /** The bytes of the text, in UTF-8; the caller closes the stream. */
    InputStream open() throws IOException;

    /**
     * The source that an include in this one names.
     *
     * @throws IllegalArgumentException if that is outside the root; the message says so
     */
    MofSource include(String file) throws IOException;

    /** A file; includes reach no further than its folder and what is below. */
    static MofSource file(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new IllegalArgumentException("not a file: " + file);
        }
        return new FileSource(folder, name.toString());
    }

    /** A file below a root, named relative to it, with {@code /} between the parts. */
    static MofSource file(Path root, String file) {
        return new FileSource(root, IncludePath.within("", file));
    }

    /** A class path resource below a root, both without a leading slash. */
    static MofSource resource(ClassLoader loader, String root, String file) {
        return new ResourceSource(loader, root, IncludePath.within("", file));
    }

    /** A document below a root, whose address ends with a slash. */
    static MofSource url(URI root, String file) {
        return new UrlSource(root, IncludePath.within("", file));
    }

    /** A text at hand; it can include nothing. */
    static MofSource text(String name, String text) {
        return new TextSource(name, text);
    }
}
