package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.HostHardware.Port;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.SystemSample;

/** What a sample costs, and how libvirt's words become figures. */
class LibvirtSampleTest {
    private static final int SYSTEMS = 1000;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsLibvirt() {
        TestDriverSetting.needsLibvirt(LibvirtSampleTest.class);
    }

    /** The real library, with every call counted. */
    private LibvirtLibrary counting() {
        NativeLibvirt real = LibvirtLibrary.load().functions();
        return new LibvirtLibrary((NativeLibvirt) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NativeLibvirt.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private String hostWithSystems() throws IOException {
        StringBuilder node = new StringBuilder("<node>");
        for (int i = 0; i < SYSTEMS; i++) {
            node.append("<domain type='test'><name>vm-").append(i).append("</name><uuid>");
            node.append(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}));
            node.append("</uuid><memory>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>");
        }
        Path file = Files.writeString(folder.resolve("node.xml"), node.append("</node>"));
        return "test://" + file;
    }

    // One bulk call per host and sample, never one per system. The identity of a domain is read from its object.
    @Test
    void aSampleOfAThousandSystemsIsOneCallForAllOfThem() throws IOException {
        LibvirtLibrary library = counting();
        try (LibvirtEventLoop.Lease loop = LibvirtEventLoop.lease(library);
                LibvirtConnection connection =
                        LibvirtConnection.open(library, hostWithSystems(), "a thousand systems")) {
            SampleReader reader = new SampleReader(Clock.systemUTC());
            calls.clear();

            HostSample sample = reader.read(connection);

            assertThat(sample.systems()).hasSize(SYSTEMS);
            calls.keySet().removeAll(Set.of("virConnectRef", "virConnectClose", "virDomainGetUUIDString"));
            calls.keySet().removeIf(name -> name.startsWith("virEvent"));
            calls.remove("virGetLastErrorCode");
            assertThat(calls)
                    .containsEntry("virConnectGetAllDomainStats", 1)
                    .containsEntry("virDomainStatsRecordListFree", 1);
            calls.keySet().removeAll(Set.of("virConnectGetAllDomainStats", "virDomainStatsRecordListFree"));
            assertThat(calls.keySet()).isSubsetOf("virNodeGetCPUStats", "virNodeGetMemoryStats");
            assertThat(calls.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(2));
        }
    }

    @Test
    void statisticsOfADomainBecomeFiguresOfItsParts() {
        SystemSample sample = DomainLoad.of(Map.ofEntries(
                Map.entry("cpu.time", 7_000_000_000L),
                Map.entry("vcpu.current", 2L),
                Map.entry("vcpu.maximum", 3L),
                Map.entry("vcpu.0.time", 4_000_000_000L),
                Map.entry("vcpu.0.delay", 100L),
                Map.entry("vcpu.0.wait", 0L),
                Map.entry("vcpu.2.delay", 20L),
                Map.entry("vcpu.2.wait", 25L),
                Map.entry("balloon.current", 65_536L),
                Map.entry("block.count", 2L),
                Map.entry("block.0.name", "vda"),
                Map.entry("block.0.rd.reqs", 11L),
                Map.entry("block.1.name", "hdc"),
                Map.entry("net.count", 2L),
                Map.entry("net.1.rx.bytes", 99L)));

        assertThat(sample.system().get(Figure.CPU_TIME)).hasValue(7_000_000_000L);
        assertThat(sample.system().get(Figure.PROCESSORS)).hasValue(2);
        assertThat(sample.system().get(Figure.MEMORY)).hasValue(64L << 20);
        // delay and wait tell of the same time: they are not added up.
        assertThat(sample.system().get(Figure.CPU_READY_TIME)).hasValue(125);
        assertThat(sample.system().get(Figure.CPU_USER_TIME)).isEmpty();
        assertThat(sample.disk("vda").orElseThrow().get(Figure.READ_OPERATIONS)).hasValue(11);
        assertThat(sample.disk("hdc").orElseThrow().values()).isEmpty();
        // A user-mode adapter has no statistics; the places of the others stay what they are.
        assertThat(sample.adapter(0).orElseThrow().values()).isEmpty();
        assertThat(sample.adapter(1).orElseThrow().get(Figure.RECEIVED_BYTES)).hasValue(99);
    }

    @Test
    void onlyHardwareIsAPortOfTheHost() {
        Optional<Port> card = HardwareReader.deviceOf(XmlElement.parse("""
                <device><name>net_enp3s0_00</name><parent>pci_0000_03_00_0</parent>
                  <capability type='net'><interface>enp3s0</interface><address>52:54:00:aa:bb:cc</address>
                    <link speed='1000' state='up'/><feature name='rx'/><capability type='80203'/></capability>
                </device>"""));
        Optional<Port> bridge = HardwareReader.deviceOf(XmlElement.parse("""
                <device><name>net_virbr0</name><parent>computer</parent>
                  <capability type='net'><interface>virbr0</interface><address>52:54:00:67:df:cc</address></capability>
                </device>"""));
        Optional<Port> loopback = HardwareReader.interfaceOf(XmlElement.parse(
                "<interface type='ethernet' name='lo'><mac address='00:00:00:00:00:00'/></interface>"));

        assertThat(card).hasValueSatisfying(port -> {
            assertThat(port.name()).isEqualTo("enp3s0");
            assertThat(port.mac()).isEqualTo(new MacAddress("52:54:00:aa:bb:cc"));
            assertThat(port.up()).isTrue();
            assertThat(port.bitsPerSecond()).hasValue(1_000_000_000L);
        });
        assertThat(bridge).isEmpty();
        assertThat(loopback).isEmpty();
    }
}
