package org.openvman.ovf.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * A package whose descriptor has an {@code http(s)} URL. Its files are beside it: their names are resolved against that
 * URL, the one after redirects (RFC 3986, 5.1.3), and cannot lead to another server or folder.
 */
public final class RemoteFolder implements PackageSource {
    private final URI descriptor;
    private final URI base;
    private final String descriptorName;
    private final Map<String, ByteSource> files = new HashMap<>();
    private final Map<String, OptionalLong> sizes = new TreeMap<>();

    private RemoteFolder(URI descriptor, URI base, String descriptorName) {
        this.descriptor = descriptor;
        this.base = base;
        this.descriptorName = descriptorName;
    }

    /**
     * Asks the server for a descriptor.
     *
     * @throws NoSuchFileException when it has none there
     * @throws OvfException when the URL does not end in a name
     */
    public static RemoteFolder open(URI descriptor) throws IOException {
        String path = String.valueOf(descriptor.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!EntryNames.isSafe(name)) {
            throw new OvfException(Location.of(descriptor.toString()), "the URL does not end in the name of a file");
        }
        HttpAnswer answer = HttpAnswer.get(descriptor, 0, 0, Optional.empty());
        RemoteFolder folder = new RemoteFolder(descriptor, answer.uri(), name);
        folder.keep(name, HttpBytes.of(descriptor, answer));
        return folder;
    }

    /** A file that References names by its own URL, as {@link #reference} of the folder that it is in. */
    public static RemoteFolder around(FileReference file) throws IOException {
        URI url = OvfPackage.url(file.href());
        String path = String.valueOf(url.getPath());
        return new RemoteFolder(url, url, path.substring(path.lastIndexOf('/') + 1));
    }

    /** The file that this folder is around, by its name here. */
    public FileReference reference(FileReference file) {
        return new FileReference(
                file.id(), Hrefs.encode(descriptorName), file.size(), file.compression(), file.chunkSize(), file.at());
    }

    private void keep(String name, ByteSource bytes) {
        files.put(name, bytes);
        sizes.put(name, OptionalLong.of(bytes.size()));
    }

    private URI url(String name) {
        return name.equals(descriptorName) ? descriptor : base.resolve(Hrefs.encode(name));
    }

    @Override
    public String location() {
        return descriptor.toString();
    }

    @Override
    public String locationOf(String name) {
        return EntryNames.isSafe(name) ? url(name).toString() : location() + "!" + name;
    }

    @Override
    public String descriptorName() {
        return descriptorName;
    }

    /** Those that were asked for and found: a server does not list its files. */
    @Override
    public synchronized List<String> names() {
        return sizes.entrySet().stream()
                .filter(size -> size.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Asks the server, once.
     *
     * @throws UncheckedIOException when it gives no answer
     */
    @Override
    public synchronized OptionalLong size(String name) {
        if (!sizes.containsKey(name)) {
            try {
                ByteSource bytes = bytes(name);
                if (bytes instanceof StreamedBytes) {
                    // Its connection would wait for somebody to read it.
                    files.remove(name);
                    bytes.close();
                }
            } catch (NoSuchFileException missing) {
                sizes.put(name, OptionalLong.empty());
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable.getMessage(), unreachable);
            }
        }
        return sizes.getOrDefault(name, OptionalLong.empty());
    }

    @Override
    public ReadableByteChannel openChannel(String name) throws IOException {
        ByteSource bytes = bytes(name);
        return bytes.open(0, bytes.size());
    }

    private synchronized ByteSource bytes(String name) throws IOException {
        ByteSource known = files.get(name);
        if (known != null) {
            return known;
        }
        if (!EntryNames.isSafe(name)) {
            throw new NoSuchFileException(locationOf(name));
        }
        ByteSource bytes = HttpBytes.open(url(name));
        keep(name, bytes);
        return bytes;
    }

    @Override
    public synchronized void close() throws IOException {
        for (ByteSource bytes : files.values()) {
            bytes.close();
        }
    }
}
