package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the files of a package are: a folder or an archive. Names are relative, with {@code /} between their parts;
 * a source never reaches outside itself.
 */
public sealed interface PackageSource extends Closeable permits FolderSource, OvaArchive {

    /** The folder or archive, as the user gave it. */
    Path path();

    /** The name of the descriptor, {@code base.ovf}. */
    String descriptorName();

    /** All names, in the order of the archive, or sorted. */
    List<String> names();

    /** The size of a file; empty when there is no such file. */
    OptionalLong size(String name);

    /**
     * Opens a file. Several may be open at once, but a source and its streams belong to one thread at a time.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    InputStream open(String name) throws IOException;
}
