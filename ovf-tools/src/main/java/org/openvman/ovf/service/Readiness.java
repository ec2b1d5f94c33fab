package org.openvman.ovf.service;

/** A member is ready when an HTTP GET of this path on this port is answered with a 2xx or 3xx status. */
public record Readiness(int port, String path) {
    public Readiness {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("readiness port must be 1 to 65535, not " + port);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("readiness path '" + path + "' must begin with '/'");
        }
    }
}
