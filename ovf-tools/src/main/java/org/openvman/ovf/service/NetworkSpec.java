package org.openvman.ovf.service;

/** A network by the name that tiers use; what it is mapped to is decided at deployment. */
public record NetworkSpec(String name, String description) {
    public NetworkSpec {
        Names.requireName("network name", name);
    }
}
