package org.openvman.ovf.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.ovf.model.ByteSize;
import org.openvman.schema.cim.CimPath;

/**
 * A deployed service as an endpoint shows it (CIM_ApplicationSystem).
 *
 * @param state in one word or more, {@code running}
 */
public record ServiceState(CimPath path, String name, String state, List<Tier> tiers) {

    /**
     * One tier of it (CIM_RedundancySet).
     *
     * @param least how few members it may have
     * @param most how many members it may have
     */
    public record Tier(CimPath path, String name, OptionalInt least, OptionalInt most, List<Member> members) {
        public Tier {
            members = List.copyOf(members);
        }
    }

    /**
     * One virtual system of a tier.
     *
     * @param id its identity at the endpoint
     * @param address where it answers, if that is known
     * @param port where it answers, if its manifest says
     * @param url where the endpoint reaches that port
     * @param ready whether it does its work, if the endpoint tells
     */
    public record Member(
            String id,
            String name,
            String state,
            OptionalInt cpus,
            Optional<ByteSize> memory,
            Optional<String> address,
            OptionalInt port,
            Optional<String> url,
            Optional<Boolean> ready) {}

    public ServiceState {
        tiers = List.copyOf(tiers);
    }

    /** The tier of that name. */
    public Optional<Tier> tier(String tierName) {
        return tiers.stream().filter(tier -> tier.name().equals(tierName)).findFirst();
    }
}
