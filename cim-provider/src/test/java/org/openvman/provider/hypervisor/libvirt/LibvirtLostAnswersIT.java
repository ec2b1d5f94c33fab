package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimPath;

/**
 * libvirtd killed when it has done what it was asked for and has not said so yet. Who asked learns that the host is away;
 * what happened shows when it is back, and is whole: no domain without its disk, no disk without its domain.
 */
class LibvirtLostAnswersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "faults-lost";
    private static final int ENABLED = 2;

    // Numbers of remote_protocol.x.
    private static final int STORAGE_VOL_CREATE_XML = 93;
    private static final int DOMAIN_ATTACH_DEVICE_FLAGS = 160;
    private static final int DOMAIN_UNDEFINE_FLAGS = 231;
    private static final int DOMAIN_DEFINE_XML_FLAGS = 350;

    @TempDir
    Path directory;

    private LabDaemon daemon;
    private SocketRelay relay;
    private ProviderUnderTest provider;
    private SystemRequests requests;
    private List<String> images;

    @BeforeEach
    void open() throws IOException {
        daemon = LabDaemon.ofSettingOrSkip(LibvirtLostAnswersIT.class);
        Path here = directory.resolve("libvirt-sock");
        relay = new SocketRelay(here, daemon.socket());
        relay.restore();
        LibvirtUri uri = new LibvirtUri("qemu+unix:///system?socket=" + here);
        provider = new ProviderUnderTest(
                LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC()));
        requests = new SystemRequests(provider);
        images = daemon.images();
    }

    @AfterEach
    void leaveNothing() throws IOException {
        if (provider == null) {
            return;
        }
        daemon.restart();
        provider.close();
        relay.close();
        if (isDefined()) {
            if (daemon.virsh("domstate", NAME).strip().equals("running")) {
                daemon.virsh("destroy", NAME);
            }
            daemon.virsh("undefine", NAME, "--remove-all-storage");
        }
        assertThat(daemon.images()).isEqualTo(images);
        assertThat(daemon.virsh("net-port-list", "default")).isBlank();
    }

    @Test
    void aDefinitionThatSucceededKeepsItsDisk() throws IOException {
        loseAnswer(DOMAIN_DEFINE_XML_FLAGS, () -> requests.define(NAME), this::isDefined);

        assertThat(daemon.images()).hasSize(images.size() + 1);
        CimPath system = provider.systemNamed(NAME);
        assertThat(requests.changeState(system, ENABLED).returnCode()).isZero();
        assertThat(provider.get(system).number("EnabledState")).contains(2L);
    }

    @Test
    void aDiskThatWasMadeForNothingGoes() throws IOException {
        loseAnswer(
                STORAGE_VOL_CREATE_XML,
                () -> requests.define(NAME),
                () -> daemon.images().size() > images.size());

        await().atMost(PATIENCE).until(() -> daemon.images().equals(images));
        assertThat(isDefined()).isFalse();
    }

    @Test
    void aDestroyedSystemLeavesNoDisk() throws IOException {
        CimPath system = requests.define(NAME);

        loseAnswer(DOMAIN_UNDEFINE_FLAGS, () -> requests.destroy(system), () -> !isDefined());

        await().atMost(PATIENCE).until(() -> daemon.images().equals(images));
        assertThat(provider.enumerate("OpenVMAN_ComputerSystem"))
                .noneMatch(found -> found.string("ElementName").equals(Optional.of(NAME)));
    }

    @Test
    void aDiskThatWasAttachedStays() throws IOException {
        CimPath system = requests.define(NAME);
        requests.changeState(system, ENABLED);

        loseAnswer(
                DOMAIN_ATTACH_DEVICE_FLAGS,
                () -> {
                    requests.addDisk(system);
                    return system;
                },
                () -> daemon.virsh("domblklist", NAME).contains("vdb"));

        assertThat(daemon.images()).hasSize(images.size() + 2);
        assertThat(provider.associators(system, "CIM_SystemDevice", "CIM_LogicalDisk"))
                .hasSize(2);
        requests.destroy(system);
    }

    /** Lets libvirtd do what is asked for, kills it before it can say so, and brings it back. */
    private void loseAnswer(int procedure, Callable<?> request, Callable<Boolean> done) throws IOException {
        relay.loseAnswerTo(procedure);
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                return new AssertionError("answered " + request.call());
            } catch (Exception e) {
                return e;
            }
        });
        await().atMost(PATIENCE).until(done);
        daemon.crash();
        relay.close();

        assertThat(failure).succeedsWithin(PATIENCE).isInstanceOf(CimException.class);
        daemon.restart();
        relay.restore();
        await().atMost(PATIENCE)
                .until(() -> provider.enumerate("OpenVMAN_HostComputerSystem").stream()
                        .allMatch(host -> host.number("EnabledState").equals(Optional.of(2L))));
    }

    private boolean isDefined() {
        return daemon.virsh("list", "--all", "--name").lines().anyMatch(NAME::equals);
    }
}
