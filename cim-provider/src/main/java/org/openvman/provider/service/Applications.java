package org.openvman.provider.service;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openvman.ovf.service.ManifestReader;
import org.openvman.ovf.service.Readiness;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.provider.hypervisor.HostId;

/**
 * What is deployed, for those who read: immutable records, replaced as a whole when a service changes. Reading never
 * waits.
 */
public final class Applications {
    private final Set<UUID> ready = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Application> all = Map.of();

    Applications() {}

    public Optional<Application> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** By name; a snapshot. */
    public Collection<Application> all() {
        return all.values();
    }

    void put(ServiceJournal.Entry entry) {
        Application application = describe(entry);
        replace(application.name(), Optional.of(application));
    }

    void remove(String name) {
        replace(name, Optional.empty());
    }

    void setReady(DeployedService service, boolean nowReady) {
        service.tiers().forEach(tier -> tier.members().forEach(member -> setReady(member, nowReady)));
    }

    void setReady(DeployedService.Member member, boolean nowReady) {
        if (nowReady) {
            ready.add(member.uuid());
        } else {
            ready.remove(member.uuid());
        }
    }

    private synchronized void replace(String name, Optional<Application> application) {
        Map<String, Application> copy = new TreeMap<>(all);
        application.ifPresentOrElse(there -> copy.put(name, there), () -> copy.remove(name));
        all = Collections.unmodifiableMap(copy);
    }

    private Application describe(ServiceJournal.Entry entry) {
        DeployedService service = entry.service();
        ServiceManifest manifest = ManifestReader.read(service.name(), service.manifest());
        return new Application(
                service.name(),
                manifest.service().version(),
                manifest.service().vendor(),
                entry.state(),
                entry.message(),
                service.tiers().stream()
                        .map(tier -> describe(
                                service, tier, manifest.tier(tier.name()).orElseThrow()))
                        .toList());
    }

    private Application.Tier describe(
            DeployedService service, DeployedService.Tier tier, org.openvman.ovf.service.Tier described) {
        OptionalInt port = described.ready().stream().mapToInt(Readiness::port).findFirst();
        return new Application.Tier(
                tier.name(),
                described.title(),
                described.instances().min(),
                described.instances().max(),
                described.start().order(),
                tier.cpus(),
                tier.memoryBytes(),
                tier.members().stream()
                        .map(member -> new Application.Member(
                                member.name(),
                                member.system(),
                                new HostId(service.host()),
                                member.address(),
                                ready.contains(member.uuid()),
                                port))
                        .toList());
    }
}
