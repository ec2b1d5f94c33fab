package org.openvman.provider.service;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openvman.ovf.service.Image;
import org.openvman.ovf.service.ManifestWriter;
import org.openvman.ovf.service.NetworkSpec;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.service.ServiceException.Reason;

/** Decides what a service is made of on a host: names, pool, networks, identities and addresses. */
record ServiceLayout(ServiceManifest manifest, HostInventory host, RandomGenerator random, Supplier<UUID> identities) {
    private static final String DEFAULT = "default";
    // A member's name is the host name of its guest (RFC 1123): letters, digits, dashes, at most 63.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final int LONGEST_NAME = 63;

    /**
     * Refuses a service name that cannot be part of host names and volume names.
     *
     * @throws ServiceException INVALID
     */
    void requireName(String service) {
        if (!NAME.matcher(service).matches()) {
            throw new ServiceException(
                    Reason.INVALID,
                    "not a name for a service: \"" + service
                            + "\" (letters, digits and dashes; first and last no dash)");
        }
        for (org.openvman.ovf.service.Tier tier : manifest.tiers()) {
            String longest = DeployedService.memberName(
                    service, tier.name(), tier.instances().max());
            if (longest.length() > LONGEST_NAME) {
                throw new ServiceException(
                        Reason.INVALID,
                        "service name \"" + service + "\" is too long: \"" + longest + "\" has more than "
                                + LONGEST_NAME + " characters");
            }
        }
    }

    DeployedService of(String name, DeployRequest request, Claims claims) throws SQLException {
        Map<String, String> networks = networks(request.networks());
        DeployedService service = new DeployedService(
                name,
                request.packageName(),
                ManifestWriter.write(manifest),
                host.host().id().value(),
                storagePool(),
                networks,
                request.properties(),
                List.of());
        for (Image image : manifest.images()) {
            claims.name(host.host().id(), service.baseVolume(image.id()).name(), name, false);
        }
        List<DeployedService.Tier> tiers = new ArrayList<>();
        for (org.openvman.ovf.service.Tier tier : inStartOrder()) {
            List<DeployedService.Member> members = new ArrayList<>();
            for (int number = 1; number <= tier.instances().initial(); number++) {
                members.add(member(service, tier, number, claims));
            }
            tiers.add(new DeployedService.Tier(
                    tier.name(),
                    tier.hardware().cpus(),
                    tier.hardware().memory().bytes(),
                    members));
        }
        return new DeployedService(
                name,
                service.packageName(),
                service.manifest(),
                service.host(),
                service.pool(),
                networks,
                request.properties(),
                tiers);
    }

    /** A member more, with the next number. */
    DeployedService.Member next(DeployedService service, DeployedService.Tier tier, Claims claims) throws SQLException {
        int newest = tier.members().stream()
                .mapToInt(DeployedService.Member::number)
                .max()
                .orElse(0);
        return member(service, manifest.tier(tier.name()).orElseThrow(), newest + 1, claims);
    }

    /**
     * Refuses names that the host has already: steps are undone by name, so no name may be somebody else's.
     *
     * @throws ServiceException ALREADY_EXISTS
     */
    void requireFreeNames(String service, Volumes volumes) {
        Set<String> systems =
                host.systems().values().stream().map(VirtualSystem::name).collect(Collectors.toSet());
        String pool = storagePool();
        for (Image image : manifest.images()) {
            requireFree(volumes, DeployedService.baseVolume(pool, service, image.id()));
        }
        for (org.openvman.ovf.service.Tier tier : manifest.tiers()) {
            for (int number = 1; number <= tier.instances().initial(); number++) {
                String member = DeployedService.memberName(service, tier.name(), number);
                if (systems.contains(member)) {
                    throw taken("system", member);
                }
                requireFree(volumes, DeployedService.rootVolume(pool, member));
                requireFree(volumes, DeployedService.environmentVolume(pool, member));
            }
        }
    }

    /**
     * Refuses a service that needs more memory than the host has left.
     *
     * @throws ServiceException INSUFFICIENT_RESOURCES
     */
    void requireMemory() {
        long wanted = manifest.tiers().stream()
                .mapToLong(tier ->
                        tier.hardware().memory().bytes() * tier.instances().initial())
                .sum();
        host.primordial(ResourceKind.MEMORY)
                .map(pool -> pool.capacity() - pool.reserved())
                .filter(free -> wanted > free)
                .ifPresent(free -> {
                    throw new ServiceException(
                            Reason.INSUFFICIENT_RESOURCES,
                            "service \"" + manifest.service().name() + "\" needs " + wanted
                                    + " bytes of memory, host \"" + host.host().id() + "\" has " + free + " free");
                });
    }

    private void requireFree(Volumes volumes, VolumeId id) {
        if (volumes.find(id).isPresent()) {
            throw taken("volume", id.toString());
        }
    }

    private ServiceException taken(String what, String name) {
        return new ServiceException(
                Reason.ALREADY_EXISTS, "host \"" + host.host().id() + "\" has a " + what + " \"" + name + "\" already");
    }

    private DeployedService.Member member(
            DeployedService service, org.openvman.ovf.service.Tier tier, int number, Claims claims)
            throws SQLException {
        String name = DeployedService.memberName(service.name(), tier.name(), number);
        claims.name(host.host().id(), name, service.name(), true);
        List<DeployedService.Adapter> adapters = new ArrayList<>();
        for (String network : tier.networks()) {
            String connection = String.valueOf(service.networks().get(network));
            Subnet subnet = subnet(connection);
            adapters.add(new DeployedService.Adapter(
                    network,
                    connection,
                    MacAddress.random(random).text(),
                    claims.address(host.host().id(), connection, subnet, service.name(), name),
                    subnet.prefixLength(),
                    subnet.gateway()));
        }
        return new DeployedService.Member(name, number, identities.get(), adapters);
    }

    private List<org.openvman.ovf.service.Tier> inStartOrder() {
        return manifest.tiers().stream()
                .sorted(Comparator.comparingInt(tier -> tier.start().order()))
                .toList();
    }

    private String storagePool() {
        if (host.pool(ResourceKind.STORAGE, DEFAULT).isPresent()) {
            return DEFAULT;
        }
        return host.pools().stream()
                .filter(pool -> pool.kind() == ResourceKind.STORAGE && !pool.primordial())
                .map(ResourcePool::name)
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        Reason.UNSUPPORTED, "host \"" + host.host().id() + "\" has no storage pool"));
    }

    private Map<String, String> networks(Map<String, String> wanted) {
        Map<String, String> networks = new TreeMap<>();
        for (NetworkSpec network : manifest.networks()) {
            String same = host.pool(ResourceKind.NETWORK, network.name()).isPresent() ? network.name() : DEFAULT;
            networks.put(network.name(), wanted.getOrDefault(network.name(), same));
        }
        for (String network : wanted.keySet()) {
            if (!networks.containsKey(network)) {
                throw new ServiceException(
                        Reason.INVALID,
                        "service \"" + manifest.service().name() + "\" has no network \"" + network + "\" (it has: "
                                + String.join(", ", networks.keySet()) + ")");
            }
        }
        networks.values().forEach(this::subnet);
        return networks;
    }

    private Subnet subnet(String network) {
        ResourcePool pool = host.pool(ResourceKind.NETWORK, network)
                .orElseThrow(() -> new ServiceException(
                        Reason.NOT_FOUND, "host \"" + host.host().id() + "\" has no network \"" + network + "\""));
        return pool.subnet()
                .orElseThrow(() -> new ServiceException(
                        Reason.UNSUPPORTED,
                        "network \"" + network + "\" of host \"" + host.host().id()
                                + "\" has no addresses of its own to give to members"));
    }
}
