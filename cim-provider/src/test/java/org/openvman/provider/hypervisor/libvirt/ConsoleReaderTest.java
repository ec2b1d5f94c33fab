package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.Console.Protocol;

/** Consoles as libvirt 9 writes them into the XML of a domain that runs, and as others configure them. */
class ConsoleReaderTest {
    private static List<Console> read(String devices) {
        return ConsoleReader.read(XmlElement.parse("<domain><devices>" + devices + "</devices></domain>"));
    }

    @Test
    void screensAreWhereTheHostListens() {
        assertThat(read("""
                <graphics type='vnc' port='5901' autoport='yes' listen='192.0.2.7'>
                  <listen type='address' address='192.0.2.7'/>
                </graphics>
                <graphics type='spice' tlsPort='5902'><listen type='address' address='::1'/></graphics>
                """))
                .containsExactly(
                        Console.at("vnc", Protocol.VNC, "192.0.2.7", 5901),
                        Console.at("spice", Protocol.SPICE, "::1", 5902));
    }

    @Test
    void screensInSocketsHaveNoPort() {
        assertThat(read("""
                <graphics type='vnc' socket='/run/vm.sock'><listen type='socket' socket='/run/vm.sock'/></graphics>
                """)).containsExactly(Console.at("vnc", Protocol.VNC, "/run/vm.sock"));
    }

    // libvirt shows the first serial port a second time, as the console.
    @Test
    void aSerialPortIsOneConsole() {
        assertThat(read("""
                <serial type='pty'><source path='/dev/pts/3'/><target type='isa-serial' port='0'/></serial>
                <serial type='tcp'><source mode='bind' host='127.0.0.1' service='4555'/><target port='1'/></serial>
                <console type='pty' tty='/dev/pts/3'><source path='/dev/pts/3'/><target type='serial' port='0'/></console>
                """))
                .containsExactly(
                        Console.at("serial0", Protocol.SERIAL, "/dev/pts/3"),
                        Console.at("serial1", Protocol.SERIAL, "127.0.0.1", 4555));
    }

    @Test
    void containersHaveAConsole() {
        assertThat(read("""
                <console type='pty' tty='/dev/pts/9'><source path='/dev/pts/9'/><target type='lxc' port='0'/></console>
                """)).containsExactly(Console.at("console0", Protocol.SERIAL, "/dev/pts/9"));
    }

    @Test
    void whatCannotBeReachedIsNoConsole() {
        assertThat(read("""
                <graphics type='vnc' port='-1' autoport='yes'/>
                <graphics type='sdl'/>
                <serial type='pty'><target port='0'/></serial>
                <serial type='file'><source path='/var/log/vm.log'/></serial>
                <serial type='tcp'><source mode='connect' host='127.0.0.1' service='4555'/></serial>
                """)).isEmpty();
    }
}
