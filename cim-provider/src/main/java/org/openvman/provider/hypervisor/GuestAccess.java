package org.openvman.provider.hypervisor;

import java.net.InetSocketAddress;

/** How the endpoint reaches a network service inside a guest. */
public interface GuestAccess {
    /**
     * Where to connect for a port of a guest.
     *
     * @param address the guest's own IPv4 address
     */
    InetSocketAddress reach(SystemId system, String address, int port);
}
