package org.openvman.ovf.service;

/** What the service is called and who makes it; version, vendor and description may be empty. */
public record ServiceInfo(String name, String version, String vendor, String description) {
    public ServiceInfo {
        Names.requireName("service name", name);
    }
}
