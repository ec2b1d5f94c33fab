package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** What can go wrong under the provider, on a real libvirt: kill -9 in the middle, a full pool, others who interfere. */
class LibvirtFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SMALL_POOL = "faults-small";

    private LabDaemon daemon;
    private ProviderUnderTest provider;

    private final FaultPoint point = new FaultPoint();

    @BeforeEach
    void open() {
        daemon = LabDaemon.ofSettingOrSkip(LibvirtFaultsIT.class);
        provider = new ProviderUnderTest(point.watch(connect()));
    }

    @AfterEach
    void leaveNothing() {
        if (provider == null) {
            return;
        }
        daemon.restart();
        provider.close();
        for (String name : names("list", "--all", "--name")) {
            if (daemon.virsh("domstate", name).strip().equals("running")) {
                daemon.virsh("destroy", name);
            }
            daemon.virsh("undefine", name, "--managed-save");
        }
        assertThat(daemon.virsh("net-port-list", "default")).isBlank();
    }

    private LibvirtHypervisor connect() {
        return LibvirtHypervisor.open(daemon.uri().hostId(), daemon.uri(), LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    private List<String> names(String... command) {
        return daemon.virsh(command)
                .lines()
                .map(line -> line.strip().split(" ", 2)[0])
                .filter(name -> name.startsWith("faults-"))
                .toList();
    }

    private CimPath define(String name) {
        return new SystemRequests(provider).define(name);
    }

    private MethodResult request(CimPath system, int state) {
        return new SystemRequests(provider).changeState(system, state);
    }

    private Optional<Long> enabledState(CimPath system) {
        return provider.get(system).number("EnabledState");
    }

    private CimPath job(MethodResult result) {
        return ((MethodResult.JobStarted) result).job();
    }

    /** The text of the error of a job that has ended in one. */
    private String failure(CimPath job) {
        await().atMost(PATIENCE)
                .until(() -> provider.get(job).number("JobState").orElseThrow() >= 7);
        assertThat(provider.get(job).number("JobState")).contains(10L);
        return provider.get(job).string("ErrorDescription").orElseThrow();
    }

    private void awaitState(CimPath system, long state) {
        await().atMost(PATIENCE).until(() -> enabledState(system).equals(Optional.of(state)));
    }

    // The disk is there, the domain is not: the disk must go, and that is possible only when the host is back.
    @Test
    void libvirtdKilledBetweenTheDiskAndTheDefinition() {
        List<String> images = daemon.images();
        point.onceBefore("define", daemon::crash);

        assertThatExceptionOfType(CimException.class)
                .isThrownBy(() -> define("faults-defined"))
                .withMessageContaining("DefineSystem");

        assertThat(daemon.images()).hasSize(images.size() + 1);
        daemon.restart();
        await().atMost(PATIENCE).until(() -> daemon.images().equals(images));
        assertThat(names("list", "--all", "--name")).isEmpty();
        awaitHost();
        awaitState(define("faults-defined"), 3);
    }

    @Test
    void libvirtdKilledAtAStateChange() {
        CimPath system = define("faults-state");
        point.onceBefore("power", daemon::crash);

        assertThatExceptionOfType(CimException.class)
                .isThrownBy(() -> request(system, 2))
                .withMessageContaining("RequestStateChange");
        awaitState(system, 0);

        daemon.restart();
        awaitState(system, 3);
        assertThat(request(system, 2).returnCode()).isZero();
        assertThat(enabledState(system)).contains(2L);
    }

    @Test
    void libvirtdKilledWhileAStateChangeIsAJob() {
        CimPath system = define("faults-job");
        request(system, 2);
        point.onceBefore("power", daemon::crash);

        assertThat(failure(job(request(system, 6))))
                .contains("no connection to " + daemon.uri().text());

        daemon.restart();
        awaitState(system, 2);
        assertThat(names("list", "--name")).containsExactly("faults-job");
    }

    // The guest has the request; who reads the job must learn that the host is away, not that the guest is slow.
    @Test
    void libvirtdKilledWhileTheGuestIsAwaited() {
        CimPath system = define("faults-waiting");
        request(system, 2);

        CimPath job = job(shutDown(system, Duration.ofSeconds(6)));
        await().atMost(PATIENCE)
                .until(() -> provider.get(job).number("PercentComplete").orElseThrow() >= 50);
        daemon.crash();

        assertThat(failure(job)).contains("does not answer").contains("faults-waiting");
        daemon.restart();
        awaitState(system, 2);
    }

    @Test
    void aGuestThatIgnoresShutdown() {
        CimPath system = define("faults-deaf");
        request(system, 2);

        assertThat(failure(job(shutDown(system, Duration.ofSeconds(2)))))
                .contains("the guest of faults-deaf did not answer");
        assertThat(enabledState(system)).contains(2L);
        assertThat(request(system, 3).returnCode()).isZero();
    }

    private MethodResult shutDown(CimPath system, Duration timeout) {
        return provider.invoke(
                system,
                "RequestStateChange",
                CimArgument.of("RequestedState", CimType.UINT16, 4),
                CimArgument.of("TimeoutPeriod", CimType.DATETIME, CimDateTime.of(timeout)));
    }

    // What somebody else does to the system shows in the result of the change that was going on.
    @Test
    void aDomainDestroyedFromOutsideDuringAChange() {
        CimPath system = define("faults-changed");
        request(system, 2);
        SystemId id = new SystemId(UUID.fromString(system.keyText("Name").orElseThrow()));
        try (LibvirtHypervisor hypervisor = connect()) {
            Memory memory = hypervisor.system(id).orElseThrow().recorded().memory();
            CompletableFuture<Void> change = CompletableFuture.runAsync(
                    () -> hypervisor.modifyDevice(id, memory.withBytes(memory.bytes() / 2), Scope.ACTIVE));

            // Nothing in the guest gives memory back, so the change is waiting.
            await().during(Duration.ofMillis(500)).until(() -> !change.isDone());
            daemon.virsh("destroy", "faults-changed");

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(change::join)
                    .withMessageContaining("faults-changed")
                    .withMessageContaining("went off");
            awaitState(system, 3);
            assertThat(hypervisor.system(id).orElseThrow().recorded().memory()).isEqualTo(memory);
        }
    }

    @Test
    void aStoragePoolThatIsFull() {
        daemon.inside("mkdir", "-p", "/var/lib/libvirt/" + SMALL_POOL);
        daemon.inside("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", "/var/lib/libvirt/" + SMALL_POOL);
        daemon.virsh("pool-create-as", SMALL_POOL, "dir", "--target", "/var/lib/libvirt/" + SMALL_POOL);
        try (LibvirtHypervisor hypervisor = connect()) {
            Volumes volumes = hypervisor.volumes().orElseThrow();
            VolumeId id = new VolumeId(SMALL_POOL, "large.img");
            byte[] content = new byte[8 << 20];
            new Random(1).nextBytes(content);

            assertThatExceptionOfType(HypervisorException.class)
                    .isThrownBy(() ->
                            volumes.upload(id, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content)))
                    .withMessageContaining("large.img")
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INSUFFICIENT_RESOURCES));

            assertThat(volumes.find(id)).isEmpty();
            assertThat(daemon.inside("ls", "/var/lib/libvirt/" + SMALL_POOL)).isBlank();
        } finally {
            daemon.virsh("pool-destroy", SMALL_POOL);
            daemon.inside("umount", "/var/lib/libvirt/" + SMALL_POOL);
            daemon.inside("rmdir", "/var/lib/libvirt/" + SMALL_POOL);
        }
    }

    private void awaitHost() {
        await().atMost(PATIENCE)
                .until(() -> provider.enumerate("OpenVMAN_HostComputerSystem").stream()
                        .allMatch(host -> host.number("EnabledState").equals(Optional.of(2L))));
    }
}
