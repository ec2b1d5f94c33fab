package org.openvman.provider.hypervisor;

/**
 * The identity of a host, stable over restarts of the endpoint.
 *
 * @param value letters, digits, dot, dash and underscore, so that it can stand in an InstanceID
 */
public record HostId(String value) implements Comparable<HostId> {
    public HostId {
        if (!value.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException("not a host id: \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
