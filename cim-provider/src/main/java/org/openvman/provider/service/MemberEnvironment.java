package org.openvman.provider.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.MemberContext;
import org.openvman.ovf.context.NetworkAddress;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.service.ServiceManifest;

/**
 * What a member is told: its properties with all macros expanded, those of its siblings, and the files of its tier
 * (DSP8027; DSP0243, EnvironmentFilesSection).
 */
record MemberEnvironment(
        DeployedService service,
        ServiceManifest manifest,
        DeployedService.Tier tier,
        DeployedService.Member member,
        ServicePackage files) {
    // The version of what guests can rely on in an environment, not of the program.
    private static final OvfEnvironment.Platform PLATFORM = OvfEnvironment.Platform.openvman("1");

    /** The image of the CD. */
    byte[] disc(EnvironmentXml xml) throws IOException {
        Member self = describe(tier, member);
        EnvironmentIso iso = new EnvironmentIso(xml.write(self.environment(PLATFORM, siblings())));
        files.filesFor(self.tier())
                .forEach(
                        (name, content) -> iso.withFile(name, content.length, () -> new ByteArrayInputStream(content)));
        Path image = Files.createTempFile("openvman-env", ".iso");
        try {
            iso.write(image);
            return Files.readAllBytes(image);
        } finally {
            Files.deleteIfExists(image);
        }
    }

    /**
     * Expands everything once.
     *
     * @throws IllegalArgumentException naming a macro that cannot be expanded
     */
    void check() {
        describe(tier, member).properties();
    }

    private List<Member> siblings() {
        List<Member> siblings = new ArrayList<>();
        for (DeployedService.Tier other : service.tiers()) {
            for (DeployedService.Member sibling : other.members()) {
                if (!sibling.equals(member)) {
                    siblings.add(describe(other, sibling));
                }
            }
        }
        return siblings;
    }

    private Member describe(DeployedService.Tier ofTier, DeployedService.Member which) {
        return new Member(
                which.name(),
                PropertyOverrides.apply(
                        service.properties(), manifest.tier(ofTier.name()).orElseThrow()),
                new MemberContext(
                        service.name(),
                        ofTier.name(),
                        which.number(),
                        which.name(),
                        "",
                        addresses(which),
                        entryPoints(),
                        Map.of()));
    }

    private static Map<String, NetworkAddress> addresses(DeployedService.Member which) {
        Map<String, NetworkAddress> addresses = new LinkedHashMap<>();
        for (DeployedService.Adapter adapter : which.adapters()) {
            addresses.put(
                    adapter.network(),
                    // The host answers DNS in its networks, as libvirt's do.
                    new NetworkAddress(
                            adapter.address(), adapter.prefixLength(), adapter.gateway(), List.of(adapter.gateway())));
        }
        return addresses;
    }

    private Map<String, Map<String, String>> entryPoints() {
        Map<String, Map<String, String>> entryPoints = new HashMap<>();
        for (DeployedService.Tier other : service.tiers()) {
            other.members().stream().findFirst().ifPresent(first -> {
                Map<String, String> byNetwork = new HashMap<>();
                first.adapters().forEach(adapter -> byNetwork.put(adapter.network(), adapter.address()));
                entryPoints.put(other.name(), byNetwork);
            });
        }
        return entryPoints;
    }
}
