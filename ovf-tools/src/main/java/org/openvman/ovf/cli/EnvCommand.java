package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.Guestinfo;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.NoCloudSeed;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.service.AttachedFile;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.ServicePackage;
import org.openvman.ovf.service.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf env}: the OVF environment that a member would get, with addresses made up, in the form of a transport. */
@Command(
        name = "env",
        description = "Prints the OVF environment that the first member of a tier would get; addresses are examples.",
        footer = {
            "  ovf env service.yaml --tier db",
            "  ovf env shop.ova --tier app --json                         its properties only",
            "  ovf env shop.ova --tier app --deployment-option small --property app.motd=hello",
            "  ovf env shop.ova --tier db --transport iso -o db.iso        with the files of the tier",
            "  ovf env shop.ova --tier db --transport nocloud -o seed.iso  for cloud-init",
            "  ovf env shop.ova --tier db --transport guestinfo            a line for a VMX file",
        })
final class EnvCommand implements Callable<Integer> {
    /** The ways to a guest. */
    enum Transport {
        ISO,
        GUESTINFO,
        NOCLOUD
    }

    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "FILE",
            description = "Service manifest, folder, OVA or descriptor, the last two also by their URL.")
    private PackageArgument file;

    @Option(
            names = {"--tier", "--system"},
            paramLabel = "NAME",
            description = "The tier, or virtual system, of the member; may be left out where there is only one.")
    private @Nullable String tierName;

    @Mixin
    private OptionChoice option;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "Another value for a property; may be repeated.")
    private Map<String, String> values = new TreeMap<>();

    @Option(
            names = "--transport",
            paramLabel = "iso|guestinfo|nocloud",
            description = "Write what carries it to the guest: an ISO, a line of a VMX file, a seed for cloud-init.")
    private @Nullable Transport transport;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where that goes; an ISO needs it.")
    private @Nullable Path output;

    @SuppressWarnings("NullAway.Init")
    EnvCommand() {}

    @Override
    public Integer call() throws IOException {
        try (ServicePackage service = file.service()) {
            ServiceManifest chosen = option.applyTo(service).manifest().underDefault();
            Tier tier = withValues(tier(chosen));
            List<Member> members = ExampleMembers.of(chosen);
            Member first = members.get(chosen.tiers().indexOf(tier(chosen)));
            Member self = new Member(first.id(), tier, first.context());
            List<Member> siblings =
                    members.stream().filter(member -> member != first).toList();
            OvfEnvironment environment = self.environment(OvfEnvironment.Platform.openvman("0.1.0"), siblings);
            if (transport == null && output == null && ovf.console().isJson()) {
                ovf.console().printJson(environment.properties());
            } else {
                carry(service, self, new EnvironmentXml().write(environment));
            }
        }
        return ExitCode.OK;
    }

    private Tier tier(ServiceManifest manifest) {
        if (tierName == null && manifest.tiers().size() == 1) {
            return manifest.tiers().get(0);
        }
        return Optional.ofNullable(tierName).flatMap(manifest::tier).orElseThrow(() -> {
            String known = manifest.tiers().stream().map(Tier::name).collect(Collectors.joining(", "));
            return tierName == null
                    ? new CommandFailure(ExitCode.USAGE, file + ": name a tier with --tier; there is: " + known)
                    : new CommandFailure(ExitCode.ERROR, file + ": no tier '" + tierName + "'; there is: " + known);
        });
    }

    private Tier withValues(Tier tier) {
        for (String key : values.keySet()) {
            if (tier.properties().stream().noneMatch(property -> property.key().equals(key))) {
                throw new CommandFailure(
                        ExitCode.ERROR, file + ": tier '" + tier.name() + "' has no property '" + key + "'");
            }
        }
        return tier.withProperties(tier.properties().stream()
                .map(property -> property.withValue(values.getOrDefault(property.key(), property.value())))
                .toList());
    }

    private void carry(ServicePackage service, Member self, byte[] document) throws IOException {
        if (transport == Transport.ISO) {
            EnvironmentIso iso = new EnvironmentIso(document);
            eachFile(service, self, iso::withFile);
            iso.write(requiredOutput());
        } else if (transport == Transport.NOCLOUD) {
            NoCloudSeed seed = new NoCloudSeed(self, document);
            eachFile(service, self, seed::withFile);
            seed.write(requiredOutput());
        } else {
            byte[] text = transport == Transport.GUESTINFO
                    ? Guestinfo.vmxLine(document).getBytes(StandardCharsets.UTF_8)
                    : document;
            if (output == null) {
                ovf.console().print(new String(text, StandardCharsets.UTF_8).strip());
                return;
            }
            PendingOutput.write(output, text);
        }
        report(self);
    }

    private void report(Member self) {
        Path target = requiredOutput();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("member", self.id());
        facts.put("output", target.toString());
        ovf.console().report(facts, "wrote " + target + " for " + self.id());
    }

    private Path requiredOutput() {
        return Optional.ofNullable(output)
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "say with -o where the image goes"));
    }

    /** What takes the files of a member. */
    private interface Carrier {
        Object withFile(String path, long size, EnvironmentIso.Opener opener);
    }

    private void eachFile(ServicePackage service, Member self, Carrier carrier) {
        for (AttachedFile attached : self.tier().attached().toList()) {
            long size = service.size(attached.file())
                    .orElseThrow(() ->
                            new CommandFailure(ExitCode.ERROR, file + ": there is no file '" + attached.file() + "'"));
            carrier.withFile(attached.as(), size, () -> service.openFile(attached.file()));
        }
    }
}
