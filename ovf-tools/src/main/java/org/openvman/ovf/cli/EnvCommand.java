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
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.Guestinfo;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.NoCloudSeed;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.service.ManifestException;
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
            "  ovf env shop.ova --tier app --json           its properties only",
            "  ovf env shop.ova --tier app --deployment-option small",
            "  ovf env shop.ova --tier app --property app.motd=hello",
            "  ovf env shop.ova --tier db --transport iso -o db.iso        with its files",
            "  ovf env shop.ova --tier db --transport nocloud -o seed.iso  for cloud-init",
            "  ovf env shop.ova --tier db --transport guestinfo            a line of VMX",
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
            carry(member(service));
        } catch (ManifestException noService) {
            if (file.isManifest()) {
                throw noService;
            }
            try (OvfPackage existing = file.open()) {
                ovf.console()
                        .remark("note: the properties are as the descriptor has them, since it is no service of ours: "
                                + noService.problems().get(0));
                carry(system(existing));
            }
        }
        return ExitCode.OK;
    }

    private EnvSubject member(ServicePackage service) {
        ServiceManifest chosen = option.applyTo(service).manifest().underDefault();
        List<Member> members = ExampleMembers.of(chosen);
        Tier tier = tier(chosen);
        Member first = members.get(chosen.tiers().indexOf(tier));
        Member self = new Member(first.id(), withValues(tier), first.context());
        return EnvSubject.member(
                service,
                self,
                members.stream().filter(member -> member != first).toList());
    }

    private EnvSubject system(OvfPackage existing) {
        List<VirtualSystem> systems = existing.descriptor().systems().toList();
        VirtualSystem system = systems.stream()
                .filter(each ->
                        tierName == null ? systems.size() == 1 : each.id().equals(tierName))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "system", systems.stream().map(VirtualSystem::id).toList()));
        try {
            return EnvSubject.system(existing, system, option.id(), values);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.ERROR, file + ": " + wrong.getMessage(), wrong);
        }
    }

    private CommandFailure unknown(String what, List<String> known) {
        String list = known.isEmpty() ? "none" : String.join(", ", known);
        return tierName == null
                ? new CommandFailure(
                        ExitCode.USAGE, file + ": name a " + what + " with --" + what + "; there is: " + list)
                : new CommandFailure(ExitCode.ERROR, file + ": no " + what + " '" + tierName + "'; there is: " + list);
    }

    private Tier tier(ServiceManifest manifest) {
        if (tierName == null && manifest.tiers().size() == 1) {
            return manifest.tiers().get(0);
        }
        return Optional.ofNullable(tierName)
                .flatMap(manifest::tier)
                .orElseThrow(() -> unknown(
                        "tier", manifest.tiers().stream().map(Tier::name).toList()));
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

    private void carry(EnvSubject subject) throws IOException {
        if (transport == null && output == null && ovf.console().isJson()) {
            ovf.console().printJson(subject.environment().properties());
            return;
        }
        byte[] document = new EnvironmentXml().write(subject.environment());
        if (transport == Transport.ISO) {
            EnvironmentIso iso = new EnvironmentIso(document);
            subject.files().forEach(each -> iso.withFile(each.as(), each.size(), each.opener()));
            iso.write(requiredOutput());
        } else if (transport == Transport.NOCLOUD) {
            Member self = subject.member()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.ERROR, file + ": a seed has addresses, which only members of a service have"));
            NoCloudSeed seed = new NoCloudSeed(self, document);
            subject.files().forEach(each -> seed.withFile(each.as(), each.size(), each.opener()));
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
        report(subject.environment().id());
    }

    private void report(String id) {
        Path target = requiredOutput();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("member", id);
        facts.put("output", target.toString());
        ovf.console().report(facts, "wrote " + target + " for " + id);
    }

    private Path requiredOutput() {
        return Optional.ofNullable(output)
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "say with -o where the image goes"));
    }
}
