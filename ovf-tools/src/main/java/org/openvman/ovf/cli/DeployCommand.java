package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.client.Packages;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.service.DeploymentOptions;
import org.openvman.ovf.service.ServicePackage;
import org.openvman.schema.cim.CimPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf deploy}: a package to an endpoint, and a service from it. */
@Command(
        name = "deploy",
        description = "Uploads a package to an endpoint and deploys it; a manifest is packed first.",
        footer = {
            "  ovf deploy shop.ova",
            "  ovf deploy shop.ova --deployment-option small",
            "  ovf deploy shop/service.yaml --name shop2 --network front=default",
            "  ovf deploy shop.ova --property db:motd=hello --no-wait",
        })
final class DeployCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(
            paramLabel = "PACKAGE",
            description =
                    "What to deploy: a service manifest, a folder, an OVA or a descriptor, the last two also by their URL.")
    private PackageArgument source;

    @Option(names = "--name", paramLabel = "SERVICE", description = "What the service is called at the endpoint.")
    private @Nullable String name;

    @Option(
            names = "--network",
            paramLabel = "NETWORK=HOSTNETWORK",
            description = "The host's network for one of the manifest's; may be repeated.")
    private Map<String, String> networks = new TreeMap<>();

    @Option(
            names = "--property",
            paramLabel = "[TIER:]KEY=VALUE",
            description = "A value for a property that the manifest lets its user set; may be repeated.")
    private Map<String, String> properties = new TreeMap<>();

    @Mixin
    private OptionChoice option;

    @Option(names = "--host", paramLabel = "HOSTID", description = "The host to deploy on.")
    private @Nullable String host;

    @Option(names = "--no-wait", description = "Ends when the deployment has begun.")
    private boolean noWait;

    @SuppressWarnings("NullAway.Init")
    DeployCommand() {}

    @Override
    public Integer call() throws IOException {
        try (ServicePackage complete = source.completeService()) {
            ServicePackage service = option.applyTo(complete);
            return RemoteTask.run(ovf.console(), endpoint, task -> deploy(task, service));
        }
    }

    private void deploy(RemoteTask task, ServicePackage service) throws IOException, InterruptedException {
        Console console = task.console();
        String packaged = service.manifest().service().name();
        String deployed = Optional.ofNullable(name).orElse(packaged);
        upload(task, service, packaged + ".ova");
        console.say("deploying " + deployed + " at " + task.endpoint().url());
        Optional<CimPath> job = task.services().deploy(Packages.uri(packaged + ".ova"), options());
        if (job.isPresent() && noWait) {
            printJob(console, deployed, job.get());
            return;
        }
        if (job.isPresent()) {
            task.await(job.get());
        }
        if (console.isJson()) {
            console.printJson(ServiceText.facts(task.services().find(deployed)));
        } else {
            ServiceText.print(console, task.services().find(deployed));
        }
    }

    private DeploymentOptions options() {
        Map<String, String> values = new TreeMap<>();
        // Keys hold no colon (DSP0243), so the first one ends the name of a tier.
        properties.forEach((key, value) -> values.put(key.replaceFirst(":", "/"), value));
        return new DeploymentOptions(Optional.ofNullable(name), networks, values, Optional.ofNullable(host));
    }

    private static void printJob(Console console, String deployed, CimPath job) {
        if (console.isJson()) {
            console.printJson(Map.of("service", deployed, "job", job.toString()));
        } else {
            console.print("job " + job);
        }
    }

    /** An archive goes as it is, unless an option is chosen; everything else is packed into one that does not stay. */
    private void upload(RemoteTask task, ServicePackage service, String file) throws IOException {
        if (!option.isMade() && source.isArchive() && !source.isUrl()) {
            task.upload(source.path(), file);
            return;
        }
        Path folder = Files.createTempDirectory("ovf-deploy");
        Path archive = folder.resolve(file);
        try {
            PackageContent content = content(service);
            task.console().say("packing " + source);
            try (ProgressLine progress = task.console().progress("packing", content.totalBytes())) {
                new PackageWriter(DigestAlgorithm.SHA256, progress).writeArchive(content, archive);
            }
            task.upload(archive, file);
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(folder);
        }
    }

    /** A package keeps its descriptor, and is compared with its digests on the way. */
    private PackageContent content(ServicePackage service) {
        return service.ovf()
                .filter(ovf -> !option.isMade())
                .map(PackageContent::of)
                .orElseGet(service::content);
    }
}
