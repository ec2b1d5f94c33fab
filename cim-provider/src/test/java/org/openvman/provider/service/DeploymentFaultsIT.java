package org.openvman.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.libvirt.FaultPoint;
import org.openvman.provider.hypervisor.libvirt.LabDaemon;
import org.openvman.provider.hypervisor.libvirt.LibvirtHypervisor;
import org.openvman.provider.hypervisor.libvirt.LibvirtOptions;
import org.openvman.provider.store.Database;

/** A deployment on a real libvirt that is killed in the middle. */
class DeploymentFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path state;

    private final FaultPoint point = new FaultPoint();
    private LabDaemon daemon;
    private List<String> images;
    private Fleet fleet;
    private Database database;
    private Deployments deployments;

    @BeforeEach
    void open() throws IOException {
        daemon = LabDaemon.ofSettingOrSkip(DeploymentFaultsIT.class);
        images = daemon.images();
        ServicePackages.pack(state.resolve("packages"), "shop", ServicePackages.SHOP);
        fleet = new Fleet(List.of(point.watch(LibvirtHypervisor.open(
                daemon.uri().hostId(), daemon.uri(), LibvirtOptions.DEFAULTS, Clock.systemUTC()))));
        database = Database.inMemory(UUID.randomUUID().toString());
        deployments = new Deployments(fleet, database, state, Pace.real(), new Random(), UUID::randomUUID);
    }

    @AfterEach
    void close() {
        if (fleet != null) {
            daemon.restart();
            fleet.close();
            database.close();
        }
    }

    // Nothing can be undone while the host is away: the service says what happened, and goes when the host is back.
    @Test
    void libvirtdKilledBetweenTheDefinitionAndTheStartOfTheFirstMember() {
        deployUntil("power");

        assertThat(daemon.images()).hasSizeGreaterThan(images.size());
        bringBackAndUndeploy();
    }

    @Test
    void libvirtdKilledBeforeTheDefinitionOfTheFirstMember() {
        deployUntil("define");

        bringBackAndUndeploy();
    }

    private void deployUntil(String method) {
        point.onceBefore(method, daemon::crash);
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> deployments.deploy(Scene.SHOP, Progress.SILENT))
                .withMessageContaining("shop-db-1")
                .withMessageContaining("not undone");
        assertThat(shop().state()).isEqualTo(Application.State.BROKEN);
        assertThat(shop().message()).contains("libvirt");
    }

    private void bringBackAndUndeploy() {
        daemon.restart();
        await().atMost(PATIENCE)
                .until(() -> fleet.inventory()
                        .hosts()
                        .allMatch(host -> host.host().communication() == Host.Communication.OK));
        deployments.undeploy("shop", Progress.SILENT);

        assertThat(deployments.applications().all()).isEmpty();
        assertThat(daemon.images()).isEqualTo(images);
        assertThat(daemon.virsh("list", "--all", "--name")).doesNotContain("shop-");
        assertThat(daemon.virsh("net-port-list", "default")).isBlank();
    }

    private Application shop() {
        return deployments.applications().find("shop").orElseThrow();
    }
}
