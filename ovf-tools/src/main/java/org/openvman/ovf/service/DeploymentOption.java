package org.openvman.ovf.service;

/**
 * A configuration to choose at deployment (DSP0243, DeploymentOptionSection); the tiers say what it changes.
 *
 * @param label for people; may be empty, as the description
 * @param byDefault chosen when nobody chooses; without any such option it is the first one
 */
public record DeploymentOption(String id, String label, String description, boolean byDefault) {
    public DeploymentOption {
        Names.requireName("deployment option", id);
    }
}
