package org.openvman.provider.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openvman.ovf.service.Image;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.provider.service.DeployedService.Member;
import org.openvman.provider.service.DeployedService.Tier;

/**
 * Turns an operation into steps. The same operation always gives the same steps, also after a restart of the endpoint.
 *
 * @param uploaded where the package was uploaded; of interest to a deployment only
 * @param kept the package that the service keeps
 * @param whenReady hears of members that are ready
 */
record DeploymentPlan(
        Site site, ServiceManifest manifest, Path uploaded, ServicePackage kept, Consumer<Member> whenReady) {

    List<Step> of(Operation operation, DeployedService before) {
        DeployedService target = operation.target();
        List<Step> steps = new ArrayList<>();
        switch (operation.kind()) {
            case DEPLOY -> deploy(steps, target, Duration.ZERO);
            case UNDEPLOY -> deploy(steps, before, site.pace().shutdown());
            case START, STOP ->
                byOrder(before).values().forEach(group -> {
                    group.forEach(tier -> tier.members()
                            .forEach(member -> steps.add(
                                    new StartMember(site, member, site.pace().shutdown()))));
                    await(steps, group);
                });
            case SCALE_OUT -> change(steps, before, target, Duration.ZERO);
            case SCALE_IN -> change(steps, target, before, site.pace().shutdown());
            case ADJUST -> target.tiers().forEach(tier -> adjust(steps, before.tier(tier.name()), tier));
        }
        if (operation.kind().direction() == Operation.Direction.BACK) {
            steps.removeIf(AwaitReady.class::isInstance);
        }
        return List.copyOf(steps);
    }

    private void deploy(List<Step> steps, DeployedService service, Duration shutdown) {
        steps.add(new KeepPackage(String.valueOf(uploaded.getFileName()), uploaded, kept.path()));
        for (Image image : manifest.images()) {
            if (manifest.tiers().stream().anyMatch(tier -> tier.image().equals(image.id()))) {
                steps.add(new UploadImage(site.volumes(), service.baseVolume(image.id()), image, kept));
            }
        }
        byOrder(service).values().forEach(group -> {
            group.forEach(tier -> tier.members().forEach(member -> create(steps, service, tier, member, shutdown)));
            await(steps, group);
        });
    }

    /** The members that the larger service has and the smaller has not. */
    private void change(List<Step> steps, DeployedService smaller, DeployedService larger, Duration shutdown) {
        for (Tier tier : larger.tiers()) {
            List<Member> there = smaller.tier(tier.name()).members();
            List<Member> more = tier.members().stream()
                    .filter(member -> !there.contains(member))
                    .toList();
            more.forEach(member -> create(steps, larger, tier, member, shutdown));
            await(steps, List.of(new Tier(tier.name(), tier.cpus(), tier.memoryBytes(), more)));
        }
    }

    private void create(List<Step> steps, DeployedService service, Tier tier, Member member, Duration shutdown) {
        org.openvman.ovf.service.Tier described = describe(tier);
        Image image = manifest.imageOf(described);
        steps.add(new CloneDisk(
                site.volumes(),
                service.baseVolume(image.id()),
                service.rootVolume(member),
                image.capacity().bytes()));
        steps.add(new UploadEnvironment(
                site, service.environmentVolume(member), new MemberEnvironment(service, manifest, tier, member, kept)));
        steps.add(new DefineMember(site, service, described, tier, member));
        steps.add(new StartMember(site, member, shutdown));
    }

    private void await(List<Step> steps, List<Tier> group) {
        for (Tier tier : group) {
            org.openvman.ovf.service.Tier described = describe(tier);
            Duration delay = described.start().delay();
            Duration timeout = delay.isZero() ? site.pace().readiness() : delay;
            tier.members()
                    .forEach(member -> steps.add(
                            new AwaitReady(site, member, described.ready(), timeout, () -> whenReady.accept(member))));
        }
    }

    private void adjust(List<Step> steps, Tier before, Tier after) {
        if (before.cpus() != after.cpus() || before.memoryBytes() != after.memoryBytes()) {
            after.members().forEach(member -> steps.add(new AdjustMember(site, member, before, after)));
        }
    }

    private SortedMap<Integer, List<Tier>> byOrder(DeployedService service) {
        SortedMap<Integer, List<Tier>> groups = new TreeMap<>();
        for (Tier tier : service.tiers()) {
            groups.computeIfAbsent(describe(tier).start().order(), order -> new ArrayList<>())
                    .add(tier);
        }
        return groups;
    }

    private org.openvman.ovf.service.Tier describe(Tier tier) {
        return manifest.tier(tier.name())
                .orElseThrow(
                        () -> new IllegalStateException("the manifest has no tier \"" + tier.name() + "\" any more"));
    }
}
