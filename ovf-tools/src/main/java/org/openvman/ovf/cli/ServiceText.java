package org.openvman.ovf.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.openvman.ovf.client.ServiceState;
import org.openvman.ovf.model.ByteSize;

/** Services as a table for people, and as maps and lists for JSON. */
final class ServiceText {
    private static final List<String> TITLES =
            List.of("  TIER", "MEMBER", "STATE", "VCPUS", "MEMORY", "ADDRESS", "READY");
    private static final String UNKNOWN = "-";

    private ServiceText() {}

    static void print(Console console, ServiceState service) {
        console.print("service " + service.name() + ": " + service.state());
        print(console, service.tiers());
    }

    static void print(Console console, List<ServiceState.Tier> tiers) {
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        tiers.forEach(tier -> tier.members().forEach(member -> rows.add(row(tier, member))));
        console.printTable(rows);
    }

    private static List<String> row(ServiceState.Tier tier, ServiceState.Member member) {
        return List.of(
                "  " + tier.name(),
                member.name(),
                member.state(),
                member.cpus().isPresent() ? Integer.toString(member.cpus().getAsInt()) : UNKNOWN,
                member.memory().map(ByteSize::toString).orElse(UNKNOWN),
                member.address().orElse(UNKNOWN),
                member.ready().map(ready -> ready ? "yes" : "no").orElse(UNKNOWN));
    }

    static Map<String, Object> facts(ServiceState service) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", service.name());
        facts.put("state", service.state());
        facts.put("tiers", service.tiers().stream().map(ServiceText::facts).toList());
        return facts;
    }

    static Map<String, Object> facts(ServiceState.Tier tier) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", tier.name());
        put(facts, "minimum", tier.least());
        put(facts, "maximum", tier.most());
        facts.put("members", tier.members().stream().map(ServiceText::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(ServiceState.Member member) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", member.id());
        facts.put("name", member.name());
        facts.put("state", member.state());
        put(facts, "vcpus", member.cpus());
        member.memory().ifPresent(size -> facts.put("memoryBytes", size.bytes()));
        member.address().ifPresent(address -> facts.put("address", address));
        put(facts, "port", member.port());
        member.url().ifPresent(url -> facts.put("url", url));
        member.ready().ifPresent(ready -> facts.put("ready", ready));
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, OptionalInt value) {
        value.ifPresent(number -> facts.put(name, number));
    }
}
