package org.openvman.provider.profile.service;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.service.Application;
import org.openvman.provider.service.Applications;
import org.openvman.provider.view.Source;

/** A tier with the service that it belongs to. */
record DeployedTier(Application application, Application.Tier tier) {
    private static final String PREFIX = "OpenVMAN:service/";

    static Stream<DeployedTier> of(Application application) {
        return application.tiers().stream().map(tier -> new DeployedTier(application, tier));
    }

    static Source<DeployedTier> source(Applications applications) {
        return Source.keyed(
                "InstanceID",
                inventory -> applications.all().stream().flatMap(DeployedTier::of),
                (inventory, id) -> find(applications, id));
    }

    private static Optional<DeployedTier> find(Applications applications, String instanceId) {
        int slash = instanceId.lastIndexOf('/');
        if (!instanceId.startsWith(PREFIX) || slash < PREFIX.length()) {
            return Optional.empty();
        }
        return applications
                .find(instanceId.substring(PREFIX.length(), slash))
                .flatMap(application -> application
                        .tier(instanceId.substring(slash + 1))
                        .map(tier -> new DeployedTier(application, tier)));
    }

    String instanceId() {
        return PREFIX + application.name() + "/" + tier.name();
    }

    Optional<Application.Member> member(SystemId system) {
        return tier.members().stream()
                .filter(member -> member.system().equals(system))
                .findFirst();
    }

    OptionalInt port(SystemId system) {
        return member(system).map(Application.Member::port).orElse(OptionalInt.empty());
    }
}
