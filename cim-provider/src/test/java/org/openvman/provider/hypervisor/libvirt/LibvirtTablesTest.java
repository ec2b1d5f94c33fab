package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;

/** The small tables between libvirt's numbers and the model. */
class LibvirtTablesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, false, UNKNOWN",
        "1, 1, false, ACTIVE",
        "2, 0, false, ACTIVE",
        "3, 1, false, PAUSED",
        "3, 8, false, SHUTTING_DOWN",
        "3, 11, false, STARTING",
        "4, 0, false, SHUTTING_DOWN",
        "5, 1, false, DEFINED",
        "5, 3, false, CRASHED",
        "5, 5, true, SUSPENDED",
        "5, 1, true, SUSPENDED",
        "6, 0, false, CRASHED",
        "7, 0, false, PAUSED"
    })
    void states(int state, int reason, boolean saved, SystemState expected) {
        assertThat(new DomainState(state, reason).toSystemState(saved)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "42, 'Domain not found', NOT_FOUND",
        "55, 'domain is not running', INVALID_STATE",
        "3, 'this function is not supported', UNSUPPORTED",
        "90, 'storage volume exists', ALREADY_EXISTS",
        "1, 'internal error: cannot set up guest memory: Cannot allocate memory', INSUFFICIENT_RESOURCES",
        "38, 'cannot write: No space left on device', INSUFFICIENT_RESOURCES",
        "1, 'Failed to get \"write\" lock', IN_USE",
        "1, 'something else', FAILED",
        "4711, 'a number of the future', FAILED"
    })
    void errors(int code, String message, Reason expected) {
        assertThat(LibvirtError.reason(code, message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "test:///default, test-default, test:///default",
        "qemu:///system, qemu-system, qemu:///system",
        "qemu+unix:///system?socket=/run/a/libvirt-sock, qemu-unix-system-socket-run-a-libvirt-sock,"
                + " qemu+unix:///system?socket=/run/a/libvirt-sock",
        "qemu+ssh://root:secret@host/system, qemu-ssh-host-system, qemu+ssh://host/system"
    })
    void hostsAreNamedByTheirUriWithoutCredentials(String uri, String id, String shown) {
        assertThat(new LibvirtUri(uri).hostId().value()).isEqualTo(id);
        assertThat(new LibvirtUri(uri).withoutCredentials()).isEqualTo(shown);
    }

    @Test
    void longUrisKeepDifferentNames() {
        String common = "qemu+unix:///system?socket=/" + "x".repeat(120);

        assertThat(new LibvirtUri(common + "a").hostId()).isNotEqualTo(new LibvirtUri(common + "b").hostId());
    }

    @Test
    void limitsOfProcessors() {
        assertThat(ProcessorLimit.percent(0, 0)).isEmpty();
        assertThat(ProcessorLimit.percent(-1, 100_000)).isEmpty();
        assertThat(ProcessorLimit.percent(200_000, 0)).isEqualTo(OptionalInt.of(200));
        assertThat(ProcessorLimit.percent(ProcessorLimit.quotaMicroseconds(37), ProcessorLimit.PERIOD_MICROSECONDS))
                .isEqualTo(OptionalInt.of(37));
    }

    @Test
    void subnetsOfNetworks() {
        assertThat(HostReader.subnet(XmlElement.parse("<network><name>lan</name></network>")))
                .isEmpty();
        assertThat(HostReader.subnet(XmlElement.parse("<network><ip family='ipv6' address='fd00::1' prefix='64'/>"
                        + "<ip address='192.168.150.1' netmask='255.255.254.0'>"
                        + "<dhcp><range start='192.168.150.2' end='192.168.150.99'/></dhcp></ip></network>")))
                .contains(new Subnet(
                        "192.168.150.1", 23, Optional.of(new AddressRange("192.168.150.2", "192.168.150.99"))));
    }

    @Test
    void aStateHasATimeOnceItWasSeenToChange() {
        Instant now = Instant.parse("2026-11-22T16:00:00Z");
        StateChanges changes = new StateChanges(Clock.fixed(now, ZoneOffset.UTC));
        SystemId id = new SystemId(new UUID(1, 2));

        assertThat(changes.observe(id, SystemState.DEFINED)).isEmpty();
        assertThat(changes.observe(id, SystemState.ACTIVE)).contains(now);
        assertThat(changes.observe(id, SystemState.ACTIVE)).contains(now);
        changes.forget(id);
        assertThat(changes.observe(id, SystemState.ACTIVE)).isEmpty();
    }

    // A migration by TCP goes to where the other host is reached too; a way through this machine says nothing of that.
    @ParameterizedTest
    @CsvSource({
        "qemu+tcp://kvm7.example.org/system, kvm7.example.org",
        "qemu+ssh://admin@192.0.2.7:2222/system, 192.0.2.7",
        "'qemu+tls://[2001:db8::7]/system?no_verify=1', [2001:db8::7]",
        "qemu+tcp://127.0.0.1:16509/system, ",
        "qemu+ssh://root@localhost/system, ",
        "'qemu+tcp://[::1]:16509/system', ",
        "qemu:///system, ",
        "'qemu+unix:///system?socket=/run/x//y', "
    })
    void aUriNamesItsHostForOthers(String uri, String host) {
        assertThat(new LibvirtUri(uri).hostForOthers()).isEqualTo(Optional.ofNullable(host));
    }

    // QEMU 7.2 dies of the removal in software emulation; with KVM the guest is asked to let the processor go.
    @Test
    void processorsAreRemovedFromWhatRunsWithKvmOnly() {
        XmlElement kvm = XmlElement.parse("<domain type='kvm'/>");
        XmlElement emulated = XmlElement.parse("<domain type='qemu'/>");

        ProcessorRemoval.check("system \"x\"", kvm, Processor.of(2, 4), Processor.of(1, 4));
        ProcessorRemoval.check("system \"x\"", emulated, Processor.of(2, 4), Processor.of(3, 4));
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(
                        () -> ProcessorRemoval.check("system \"x\"", emulated, Processor.of(2, 4), Processor.of(1, 4)))
                .withMessageContaining("system \"x\" runs in software emulation")
                .withMessageContaining("restart")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED));
    }
}
