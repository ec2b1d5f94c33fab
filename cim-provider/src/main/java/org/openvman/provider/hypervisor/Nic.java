package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/**
 * A network adapter of a system. Its id follows from its MAC address, which is what stays the same over restarts.
 *
 * @param attachment what it is connected to
 * @param connection the network's or the bridge's name; empty for {@link Attachment#USER}
 * @param model the device the guest sees, {@code virtio}, {@code e1000}
 * @param vlan the VLAN that the host puts its frames in; empty for untagged
 */
public record Nic(
        MacAddress mac, Attachment attachment, String connection, String model, OptionalInt vlan, Bandwidth bandwidth)
        implements Device {

    /** An adapter without VLAN and limits. */
    public Nic(MacAddress mac, Attachment attachment, String connection, String model) {
        this(mac, attachment, connection, model, OptionalInt.empty(), Bandwidth.UNLIMITED);
    }

    /** What a network adapter is connected to. */
    public enum Attachment {
        NETWORK,
        BRIDGE,
        USER,
        OTHER
    }

    @Override
    public String id() {
        return idOf(mac);
    }

    /** The id of the network adapter of that address. */
    public static String idOf(MacAddress mac) {
        return "nic-" + mac.text().replace(":", "");
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.NETWORK;
    }

    public Nic withConnection(Attachment newAttachment, String newConnection) {
        return new Nic(mac, newAttachment, newConnection, model, vlan, bandwidth);
    }

    public Nic withModel(String changed) {
        return new Nic(mac, attachment, connection, changed, vlan, bandwidth);
    }

    public Nic withMac(MacAddress changed) {
        return new Nic(changed, attachment, connection, model, vlan, bandwidth);
    }

    /** With another VLAN; 0 for untagged. */
    public Nic withVlan(int changed) {
        return new Nic(mac, attachment, connection, model, Vlan.of(changed), bandwidth);
    }

    public Nic withBandwidth(Bandwidth changed) {
        return new Nic(mac, attachment, connection, model, vlan, changed);
    }
}
