package org.openvman.provider.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.SystemId;

/**
 * A service as it is deployed (CIM_ApplicationSystem).
 *
 * @param version as the manifest says; may be empty
 * @param vendor as the manifest says; may be empty
 * @param message why it is {@link State#BROKEN}; else empty
 * @param tiers in the order of their start
 */
public record Application(String name, String version, String vendor, State state, String message, List<Tier> tiers) {

    /** Where a service is in its life. */
    public enum State {
        DEPLOYING,
        /** Every tier has started and was ready. */
        RUNNING,
        /** A tier is being adjusted or scaled; the service goes on. */
        CHANGING,
        STOPPING,
        STOPPED,
        STARTING,
        UNDEPLOYING,
        /** An operation failed and could not be undone; it can be undeployed, or stopped and started. */
        BROKEN
    }

    /**
     * Virtual systems of one kind (CIM_RedundancySet).
     *
     * @param title for people; may be empty
     * @param order of its start; tiers of one order start together
     * @param cpus what each member has
     * @param memoryBytes what each member has
     */
    public record Tier(
            String name, String title, int min, int max, int order, int cpus, long memoryBytes, List<Member> members) {
        public Tier {
            members = List.copyOf(members);
        }
    }

    /**
     * One virtual system of a tier.
     *
     * @param address of its first adapter
     * @param ready whether it was found ready since it was last started
     * @param port where it answers, if the manifest says how to tell
     */
    public record Member(String name, SystemId system, HostId host, String address, boolean ready, OptionalInt port) {}

    public Application {
        tiers = List.copyOf(tiers);
    }

    public Optional<Tier> tier(String tierName) {
        return tiers.stream().filter(tier -> tier.name().equals(tierName)).findFirst();
    }

    public Stream<Member> members() {
        return tiers.stream().flatMap(tier -> tier.members().stream());
    }
}
