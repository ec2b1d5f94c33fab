package org.openvman.ovf.service;

import java.util.List;
import java.util.Optional;

/**
 * A group of like virtual systems of a service.
 *
 * @param title for people; may be empty
 * @param image id of the image its members boot from
 * @param networks names of the networks its members are connected to, one interface each, in this order
 * @param ready how to tell that a member does its work; without it, running is enough
 * @param scripts files that the guest runs once at first start
 * @param files files that the guest finds and scripts use
 */
public record Tier(
        String name,
        String title,
        String image,
        Hardware hardware,
        List<String> networks,
        Start start,
        Optional<Readiness> ready,
        Instances instances,
        List<AttachedFile> scripts,
        List<AttachedFile> files,
        List<Property> properties) {

    public Tier {
        Names.requireHostLabel("tier name", name);
        networks = List.copyOf(networks);
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
        properties = List.copyOf(properties);
    }

    public Tier withHardware(Hardware changed) {
        return new Tier(name, title, image, changed, networks, start, ready, instances, scripts, files, properties);
    }

    public Tier withProperties(List<Property> changed) {
        return new Tier(name, title, image, hardware, networks, start, ready, instances, scripts, files, changed);
    }
}
