package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Bandwidth;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.Vlan;

/** The settings of a simulated switch as bytes in the state file; write and read in the same order. */
final class SwitchRecord {
    private SwitchRecord() {}

    static byte[] write(VirtualSwitch.Settings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(settings.name());
            out.writeUTF(settings.forwarding().name());
            out.writeUTF(settings.bridge());
            out.writeInt(settings.vlan().orElse(0));
            out.writeLong(settings.bandwidth().receive().orElse(0));
            out.writeLong(settings.bandwidth().transmit().orElse(0));
            out.writeBoolean(settings.subnet().isPresent());
            out.writeUTF(settings.subnet().map(Subnet::gateway).orElse(""));
            out.writeInt(settings.subnet().map(Subnet::prefixLength).orElse(0));
            Optional<AddressRange> dhcp = settings.subnet().flatMap(Subnet::dhcp);
            out.writeBoolean(dhcp.isPresent());
            out.writeUTF(dhcp.map(AddressRange::first).orElse(""));
            out.writeUTF(dhcp.map(AddressRange::last).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static VirtualSwitch.Settings read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new VirtualSwitch.Settings(
                    in.readUTF(),
                    VirtualSwitch.Forwarding.valueOf(in.readUTF()),
                    in.readUTF(),
                    Vlan.of(in.readInt()),
                    new Bandwidth(OptionalLong.of(in.readLong()), OptionalLong.of(in.readLong())),
                    readSubnet(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Subnet> readSubnet(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        String gateway = in.readUTF();
        int prefixLength = in.readInt();
        boolean gives = in.readBoolean();
        AddressRange range = new AddressRange(in.readUTF(), in.readUTF());
        return present
                ? Optional.of(new Subnet(gateway, prefixLength, gives ? Optional.of(range) : Optional.empty()))
                : Optional.empty();
    }
}
