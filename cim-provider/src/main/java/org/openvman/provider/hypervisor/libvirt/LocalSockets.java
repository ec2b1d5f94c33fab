package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sockets by which two hypervisors of one machine reach each other during one migration. Only the user of this process
 * and root may use them, so that the hypervisors must run as one of the two.
 */
record LocalSockets(Path folder) implements AutoCloseable {
    private static final String MEMORY = "memory.sock";
    private static final String DISKS = "disks.sock";

    static LocalSockets create() {
        try {
            return new LocalSockets(Files.createTempDirectory("openvman-migration"));
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the sockets of a migration", e);
        }
    }

    String memory() {
        return "unix://" + folder.resolve(MEMORY);
    }

    String disks() {
        return "unix://" + folder.resolve(DISKS);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(MEMORY));
            Files.deleteIfExists(folder.resolve(DISKS));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("sockets of a migration that has ended", e);
        }
    }
}
