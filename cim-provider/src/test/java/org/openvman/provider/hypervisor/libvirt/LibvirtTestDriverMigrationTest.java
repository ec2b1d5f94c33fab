package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.MigrationContract;

/** Two hosts of libvirt's test driver, each of its own file; it has no migration of what runs. */
class LibvirtTestDriverMigrationTest extends MigrationContract {
    private static final String HOST = """
            <node>
              <pool type="dir"><name>default-pool</name><target><path>/default-pool</path></target></pool>
            </node>
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsLibvirt() {
        TestDriverSetting.needsLibvirt(LibvirtTestDriverMigrationTest.class);
    }

    @Override
    protected Hypervisor openSource() {
        return open("source.xml");
    }

    @Override
    protected Hypervisor openDestination() {
        return open("destination.xml");
    }

    private Hypervisor open(String name) {
        try {
            LibvirtUri uri = new LibvirtUri("test://" + Files.writeString(directory.resolve(name), HOST));
            return LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String storagePool() {
        return "default-pool";
    }

    @Override
    protected boolean movesLive() {
        return false;
    }
}
