package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.MigrationContract;
import org.openvman.provider.hypervisor.MigrationPlan;

/** The same over TCP: memory and disks between two labs with a cable, and the endpoint's way to one of the libvirtd. */
class LibvirtTcpMigrationIT extends MigrationContract {
    private static LabDaemon first;
    private static LabDaemon second;
    private static LibvirtUri secondByTcp;
    private static int port;

    @BeforeAll
    static void join() throws IOException {
        first = LabDaemon.ofSettingOrSkip(LibvirtTcpMigrationIT.class);
        second = LabDaemon.secondOrSkip(LibvirtTcpMigrationIT.class);
        first.connectTo(second);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        secondByTcp = second.forwardedTo(port);
    }

    @AfterAll
    static void leave() {
        if (secondByTcp != null) {
            second.endForwarding(port);
        }
    }

    @Override
    protected Hypervisor openSource() {
        return open(first.uri());
    }

    @Override
    protected Hypervisor openDestination() {
        return open(secondByTcp);
    }

    private static Hypervisor open(LibvirtUri uri) {
        return LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    @Override
    protected MigrationPlan plan() {
        return MigrationPlan.DEFAULTS.withTransport(MigrationPlan.Transport.TCP);
    }

    @Override
    protected String storagePool() {
        return "default";
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }
}
