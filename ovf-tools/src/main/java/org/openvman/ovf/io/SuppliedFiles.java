package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Files of a new package that come from elsewhere while they are packed, as the disks of a hypervisor do. Each is opened
 * once; how long it is shows at its end, so that such files cannot be cut into chunks.
 */
public final class SuppliedFiles implements PackageSource {
    private final String descriptorName;
    private final Map<String, Supply> files;

    /** Opens a file. */
    @FunctionalInterface
    public interface Supply {
        ReadableByteChannel open() throws IOException;
    }

    /**
     * Files by their names in the package.
     *
     * @param baseName name of the descriptor without its ending
     */
    public SuppliedFiles(String baseName, Map<String, Supply> files) {
        this.descriptorName = baseName + ".ovf";
        this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    @Override
    public String location() {
        return descriptorName;
    }

    @Override
    public String locationOf(String name) {
        return name;
    }

    @Override
    public String descriptorName() {
        return descriptorName;
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Not known before the file is read. */
    @Override
    public OptionalLong size(String name) {
        return OptionalLong.empty();
    }

    @Override
    public boolean knowsSizes() {
        return false;
    }

    @Override
    public ReadableByteChannel openChannel(String name) throws IOException {
        Supply supply = files.get(name);
        if (supply == null) {
            throw new NoSuchFileException(locationOf(name));
        }
        return supply.open();
    }

    /** Nothing is open between files. */
    @Override
    public void close() {}
}
