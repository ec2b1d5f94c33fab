package org.openvman.ovf.model;

import java.util.List;

/** Configurations to choose from at deployment (DSP0243, DeploymentOptionSection). */
public record DeploymentOptionSection(String info, List<Configuration> configurations, Location at) implements Section {

    /** One choice; the first is the default when none says so. */
    public record Configuration(String id, boolean byDefault, String label, String description, Location at) {}

    public DeploymentOptionSection {
        configurations = List.copyOf(configurations);
    }
}
