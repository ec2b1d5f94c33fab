package org.openvman.provider.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.sim.ManualTime;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.store.Database;

/** A simulated host, a database and the package {@code shop.ova}, in a time that waits for nobody. */
final class Scene implements AutoCloseable {
    static final DeployRequest SHOP = DeployRequest.of("shop.ova");

    private final Path state;
    private final ManualTime time = new ManualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final SimulatedHypervisor host;
    private final Database database = Database.inMemory(UUID.randomUUID().toString());
    private Fleet fleet;
    private Deployments deployments;

    Scene(Path state) throws IOException {
        this(state, "simulator:?systems=3");
    }

    Scene(Path state, String uri) throws IOException {
        this.state = state;
        ServicePackages.pack(state.resolve("packages"), "shop", ServicePackages.SHOP);
        host = new SimulatedHypervisor(SimulatorUri.parse(uri), time);
        // Guests that are there from the start use memory, so that what is left is not what was there.
        restart(CrashingHost.never());
    }

    /** A new endpoint on the same host and database. */
    void restart(CrashingHost line) {
        restartOn(line.watch(host));
    }

    /** A new endpoint on the same database, whose settings name another host. */
    void restartWithoutTheHost() {
        restartOn(new SimulatedHypervisor(SimulatorUri.parse("simulator:?name=another"), time));
    }

    private void restartOn(Hypervisor other) {
        if (fleet != null) {
            fleet.close();
        }
        fleet = new Fleet(List.of(other));
        Random random = new Random(1);
        Pace pace = new Pace(
                time::now, time::pause, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(10));
        deployments = new Deployments(fleet, database, state, pace, random, UUID::randomUUID);
    }

    Deployments deployments() {
        return deployments;
    }

    SimulatedHypervisor host() {
        return host;
    }

    Path packages() {
        return state.resolve("packages");
    }

    HostInventory inventory() {
        return host.inventory();
    }

    List<VirtualSystem> members(String service) {
        return inventory().systems().values().stream()
                .filter(system -> system.name().startsWith(service + "-"))
                .toList();
    }

    void assertNothingLeft() throws IOException {
        assertThat(inventory().systems()).as("systems").hasSize(3);
        assertThat(inventory()
                        .pool(ResourceKind.STORAGE, "default")
                        .orElseThrow()
                        .reserved())
                .as("bytes of volumes")
                .isEqualTo(3 * (512L << 20));
        assertThat(deployments.applications().all()).isEmpty();
        assertThat(rows("service") + rows("service_operation") + rows("service_step"))
                .as("rows of the journal")
                .isZero();
        assertThat(rows("service_name") + rows("service_address")).as("claims").isZero();
        Path kept = state.resolve("services");
        if (Files.exists(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                assertThat(files).isEmpty();
            }
        }
    }

    void assertRuns(String service, int members) {
        Application application = deployments.applications().find(service).orElseThrow();
        assertThat(application.state()).isEqualTo(Application.State.RUNNING);
        assertThat(application.members()).hasSize(members).allMatch(Application.Member::ready);
        assertThat(members(service)).hasSize(members).allMatch(system -> system.state() == SystemState.ACTIVE);
        assertThat(rows("service_operation") + rows("service_step"))
                .as("rows of operations")
                .isZero();
    }

    private int rows(String table) {
        return database.transaction(sql -> sql.query(row -> row.getInt(1), "SELECT COUNT(*) FROM " + table))
                .get(0);
    }

    @Override
    public void close() {
        fleet.close();
        host.close();
        database.close();
    }
}
