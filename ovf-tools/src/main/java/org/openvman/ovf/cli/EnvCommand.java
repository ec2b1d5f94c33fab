package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.MemberContext;
import org.openvman.ovf.context.NetworkAddress;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.ServicePackage;
import org.openvman.ovf.service.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf env}: the OVF environment that a member would get, with addresses made up. */
@Command(
        name = "env",
        description = "Prints the OVF environment that the first member of a tier would get; addresses are examples.",
        footer = {"  ovf env service.yaml --tier db", "  ovf env shop.ova --tier app --json"})
final class EnvCommand implements Callable<Integer> {
    private static final int PREFIX = 24;

    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "FILE", description = "Service manifest, OVA, descriptor or folder.")
    private Path file;

    @Option(names = "--tier", required = true, paramLabel = "NAME", description = "The tier of the member.")
    private String tierName;

    @SuppressWarnings("NullAway.Init")
    EnvCommand() {}

    @Override
    public Integer call() throws IOException {
        ServiceManifest manifest;
        try (ServicePackage service = ServicePackage.open(file)) {
            manifest = service.manifest();
        }
        Tier tier = manifest.tier(tierName)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ERROR,
                        file + ": no tier '" + tierName + "'; there is: "
                                + String.join(
                                        ", ",
                                        manifest.tiers().stream()
                                                .map(Tier::name)
                                                .toList())));
        List<Member> members = members(manifest);
        Member self = members.get(manifest.tiers().indexOf(tier));
        List<Member> siblings =
                members.stream().filter(member -> member != self).toList();
        OvfEnvironment environment = self.environment(OvfEnvironment.Platform.openvman("0.1.0"), siblings);
        Console console = ovf.console();
        if (console.isJson()) {
            console.printJson(environment.properties());
        } else {
            console.print(new String(new EnvironmentXml().write(environment), StandardCharsets.UTF_8).strip());
        }
        return ExitCode.OK;
    }

    /** One member for each tier, on networks 10.0.N.0/24. */
    private static List<Member> members(ServiceManifest manifest) {
        Map<String, Map<String, String>> entryPoints = new HashMap<>();
        List<Map<String, NetworkAddress>> addresses = new ArrayList<>();
        for (int i = 0; i < manifest.tiers().size(); i++) {
            Map<String, NetworkAddress> own = new LinkedHashMap<>();
            Map<String, String> entryPoint = new HashMap<>();
            for (String network : manifest.tiers().get(i).networks()) {
                int number = manifest.networks().stream()
                        .map(spec -> spec.name())
                        .toList()
                        .indexOf(network);
                String base = "10.0." + number % 256 + ".";
                NetworkAddress address =
                        new NetworkAddress(base + (i % 200 + 10), PREFIX, base + "1", List.of(base + "1"));
                own.put(network, address);
                entryPoint.put(network, address.ip());
            }
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
}
