package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Optional;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * Reads the descriptor of an archive and no further: what stands behind it, disks above all, is not looked at. DSP0243
 * wants the descriptor first, so a few kilobytes are enough, over a network too.
 */
public final class DescriptorProbe {
    private DescriptorProbe() {}

    /**
     * Reads from the beginning of an archive up to the end of its first descriptor.
     *
     * @param pathOrUrl the archive
     * @throws OvfException when there is no descriptor, or it is none
     * @throws java.nio.file.NoSuchFileException when there is nothing of that name
     */
    public static OvfDocument read(String pathOrUrl) throws IOException {
        try (ByteSource bytes = open(pathOrUrl)) {
            TarReader tar = new TarReader(bytes);
            for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (OvaArchive.isDescriptor(entry.get().name())) {
                    return read(bytes, entry.get());
                }
            }
            throw new OvfException(Location.of(pathOrUrl), "the archive holds no .ovf file");
        }
    }

    private static ByteSource open(String pathOrUrl) throws IOException {
        return HttpBytes.isUrl(pathOrUrl)
                ? HttpBytes.open(OvfPackage.url(pathOrUrl))
                : FileBytes.open(Path.of(pathOrUrl));
    }

    private static OvfDocument read(ByteSource bytes, TarEntry entry) throws IOException {
        String name = bytes.location() + "!" + entry.name();
        if (entry.size() > OvfPackage.LARGEST_DESCRIPTOR) {
            throw new OvfException(Location.of(name), "it is larger than " + OvfPackage.LARGEST_DESCRIPTOR + " bytes");
        }
        try (InputStream in = Channels.newInputStream(bytes.open(entry.offset(), entry.size()))) {
            return new DescriptorReader().read(name, in.readAllBytes());
        }
    }
}
