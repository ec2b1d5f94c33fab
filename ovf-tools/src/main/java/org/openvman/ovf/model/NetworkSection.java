package org.openvman.ovf.model;

import java.util.List;

/** The logical networks of the package (DSP0243, NetworkSection). */
public record NetworkSection(String info, List<Network> networks, Location at) implements Section {

    /** A network by the name that hardware items connect to. */
    public record Network(String name, String description, Location at) {}

    public NetworkSection {
        networks = List.copyOf(networks);
    }
}
