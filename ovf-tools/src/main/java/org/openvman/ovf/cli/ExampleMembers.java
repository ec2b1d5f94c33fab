package org.openvman.ovf.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.MemberContext;
import org.openvman.ovf.context.NetworkAddress;
import org.openvman.ovf.service.NetworkSpec;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.Tier;

/** The first member of each tier, on networks 10.0.N.0/24: what a deployment would know, made up. */
final class ExampleMembers {
    private static final int PREFIX = 24;

    private ExampleMembers() {}

    /** In the order of the tiers. */
    static List<Member> of(ServiceManifest manifest) {
        Map<String, Map<String, String>> entryPoints = new HashMap<>();
        List<Map<String, NetworkAddress>> addresses = new ArrayList<>();
        for (int i = 0; i < manifest.tiers().size(); i++) {
            Map<String, NetworkAddress> own = addresses(manifest, i);
            Map<String, String> entryPoint = new HashMap<>();
            own.forEach((network, address) -> entryPoint.put(network, address.ip()));
            addresses.add(own);
            entryPoints.put(manifest.tiers().get(i).name(), entryPoint);
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < manifest.tiers().size(); i++) {
            Tier tier = manifest.tiers().get(i);
            String id = tier.name() + "-1";
            members.add(new Member(
                    id,
                    tier,
                    new MemberContext(
                            manifest.service().name(),
                            tier.name(),
                            1,
                            id,
                            "example.org",
                            addresses.get(i),
                            entryPoints,
                            Map.of("MonitoringChannel", "example", "Username", "example", "Password", "example"))));
        }
        return members;
    }

    private static Map<String, NetworkAddress> addresses(ServiceManifest manifest, int tier) {
        List<String> names = manifest.networks().stream().map(NetworkSpec::name).toList();
        Map<String, NetworkAddress> addresses = new LinkedHashMap<>();
        for (String network : manifest.tiers().get(tier).networks()) {
            String base = "10.0." + names.indexOf(network) % 256 + ".";
            addresses.put(
                    network, new NetworkAddress(base + (tier % 200 + 10), PREFIX, base + "1", List.of(base + "1")));
        }
        return addresses;
    }
}
