package org.openvman.provider.hypervisor;

/**
 * A network adapter of a system. Its id follows from its MAC address, which is what stays the same over restarts.
 *
 * @param attachment what it is connected to
 * @param connection the network's or the bridge's name; empty for {@link Attachment#USER}
 * @param model the device the guest sees, {@code virtio}, {@code e1000}
 */
public record Nic(MacAddress mac, Attachment attachment, String connection, String model) implements Device {

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
        return new Nic(mac, newAttachment, newConnection, model);
    }

    public Nic withModel(String changed) {
        return new Nic(mac, attachment, connection, changed);
    }

    public Nic withMac(MacAddress changed) {
        return new Nic(changed, attachment, connection, model);
    }
}
