package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the files of a package are: a folder or an archive, here or on a server. Names are relative, with {@code /} between their parts;
 * a source never reaches outside itself. Several threads may use it; a channel or stream belongs to one of them.
 */
public sealed interface PackageSource extends Closeable
        permits FolderSource, OvaArchive, RemoteFolder, Expansion, SuppliedFiles {

    /** The folder or archive, as the user gave it: a path or a URL. */
    String location();

    /** A file in it, for messages. */
    String locationOf(String name);

    /** The name of the descriptor, {@code base.ovf}. */
    String descriptorName();

    /** All names, in the order of the archive, or sorted. */
    List<String> names();

    /** The size of a file; empty when there is no such file, or when sizes are not known. */
    OptionalLong size(String name);

    /** Whether the sizes of files are known before they are read. */
    default boolean knowsSizes() {
        return true;
    }

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    ReadableByteChannel openChannel(String name) throws IOException;

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    default InputStream open(String name) throws IOException {
        return Channels.newInputStream(openChannel(name));
    }
}
