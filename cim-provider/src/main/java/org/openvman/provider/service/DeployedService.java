package org.openvman.provider.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * All decisions taken for a service, made before its first step and written down, so that a step that is done again does
 * the same.
 *
 * @param packageName the uploaded file that it was made of
 * @param manifest the manifest as YAML
 * @param host the host's id
 * @param pool the storage pool for its volumes
 * @param networks the host's network for each of the manifest's
 * @param properties values that the user gave, by key or {@code TIER/KEY}
 * @param tiers in the order of their start
 */
record DeployedService(
        String name,
        String packageName,
        String manifest,
        String host,
        String pool,
        Map<String, String> networks,
        Map<String, String> properties,
        List<Tier> tiers) {

    /**
     * A tier as it is.
     *
     * @param cpus of each member
     * @param memoryBytes of each member
     */
    record Tier(String name, int cpus, long memoryBytes, List<Member> members) {
        Tier {
            members = List.copyOf(members);
        }

        Tier withResources(int newCpus, long newMemoryBytes) {
            return new Tier(name, newCpus, newMemoryBytes, members);
        }

        Tier with(Member member) {
            List<Member> more = new ArrayList<>(members);
            more.add(member);
            return new Tier(name, cpus, memoryBytes, more);
        }

        Tier without(Member member) {
            return new Tier(
                    name,
                    cpus,
                    memoryBytes,
                    members.stream().filter(other -> !other.equals(member)).toList());
        }
    }

    /**
     * A member of a tier.
     *
     * @param number from 1; the newest has the highest
     */
    record Member(String name, int number, UUID uuid, List<Adapter> adapters) {
        Member {
            adapters = List.copyOf(adapters);
        }

        SystemId system() {
            return new SystemId(uuid);
        }

        String address() {
            return adapters.isEmpty() ? "" : adapters.get(0).address();
        }
    }

    /**
     * A network adapter of a member.
     *
     * @param network the name in the manifest
     * @param connection the host's network
     */
    record Adapter(String network, String connection, String mac, String address, int prefixLength, String gateway) {}

    DeployedService {
        networks = Collections.unmodifiableMap(new TreeMap<>(networks));
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        tiers = List.copyOf(tiers);
    }

    Tier tier(String tierName) {
        return tiers.stream()
                .filter(tier -> tier.name().equals(tierName))
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        ServiceException.Reason.NOT_FOUND,
                        "service \"" + name + "\" has no tier \"" + tierName + "\""));
    }

    DeployedService withTier(String tierName, UnaryOperator<Tier> change) {
        List<Tier> changed = tiers.stream()
                .map(tier -> tier.name().equals(tierName) ? change.apply(tier) : tier)
                .toList();
        return new DeployedService(name, packageName, manifest, host, pool, networks, properties, changed);
    }

    VolumeId baseVolume(String image) {
        return baseVolume(pool, name, image);
    }

    VolumeId rootVolume(Member member) {
        return rootVolume(pool, member.name());
    }

    VolumeId environmentVolume(Member member) {
        return environmentVolume(pool, member.name());
    }

    static VolumeId baseVolume(String pool, String service, String image) {
        return new VolumeId(pool, service + "-" + image + ".base.qcow2");
    }

    static VolumeId rootVolume(String pool, String member) {
        return new VolumeId(pool, member + "-root.qcow2");
    }

    static VolumeId environmentVolume(String pool, String member) {
        return new VolumeId(pool, member + "-env.iso");
    }

    static String memberName(String service, String tier, int number) {
        return service + "-" + tier + "-" + number;
    }
}
