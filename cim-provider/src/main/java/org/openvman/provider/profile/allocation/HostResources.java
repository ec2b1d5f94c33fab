package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Nic.Attachment;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * The text forms in which allocation settings name things of the host: {@code pool/volume} or {@code /path} for a disk
 * image (HostResource), {@code network}, {@code bridge:br0} or {@code user:} for a connection (Connection).
 */
final class HostResources {
    private static final String BRIDGE = "bridge:";
    private static final String USER = "user:";

    private HostResources() {}

    /**
     * An empty list, or one empty text, takes the medium out.
     *
     * @throws IllegalArgumentException for more than one resource, or a form that is neither
     */
    static Optional<VolumeId> volume(List<String> resources) {
        if (resources.isEmpty() || resources.get(0).isEmpty()) {
            return Optional.empty();
        }
        String resource = one(resources);
        if (resource.startsWith("/")) {
            return Optional.of(VolumeId.ofPath(resource));
        }
        int slash = resource.indexOf('/');
        if (slash < 1 || slash == resource.length() - 1) {
            throw new IllegalArgumentException("\"" + resource + "\" is neither pool/volume nor an absolute path");
        }
        return Optional.of(new VolumeId(resource.substring(0, slash), resource.substring(slash + 1)));
    }

    static List<String> connection(Nic nic) {
        return switch (nic.attachment()) {
            case NETWORK, OTHER -> List.of(nic.connection());
            case BRIDGE -> List.of(BRIDGE + nic.connection());
            case USER -> List.of(USER);
        };
    }

    static Nic connected(Nic nic, List<String> connections) {
        String connection = one(connections);
        if (connection.equals(USER)) {
            return nic.withConnection(Attachment.USER, "");
        }
        if (connection.startsWith(BRIDGE)) {
            return nic.withConnection(Attachment.BRIDGE, connection.substring(BRIDGE.length()));
        }
        return nic.withConnection(Attachment.NETWORK, connection);
    }

    static String one(List<String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("one value is expected, not " + values);
        }
        return values.get(0);
    }
}
