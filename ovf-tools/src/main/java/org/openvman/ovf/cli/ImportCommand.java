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
import org.openvman.ovf.client.Systems;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.schema.cim.CimPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf import}: a virtual system at an endpoint of a package. */
@Command(
        name = "import",
        description = {
            "Makes one virtual system, off, of a package: its configuration and disks.",
            "It has the UUID of an exported system again, unless it is to have a new identity."
        },
        footer = {
            "  ovf import web-1.ova",
            "  ovf import web-1.ova --new-identity --name web-2",
            "  ovf import https://host/appliance.ova --network 'VM Network=default'",
            "  ovf import package:web-1.ova           one that is at the endpoint already",
        })
final class ImportCommand implements Callable<Integer> {
    private static final String AT_ENDPOINT = "package:";

    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(
            paramLabel = "PACKAGE",
            description =
                    "An OVA, a descriptor or a folder, also by its URL; package:NAME.ova for one at the endpoint.")
    private PackageArgument source;

    @Option(
            names = "--name",
            paramLabel = "SYSTEM",
            description = "What the system is called, if not as in the package.")
    private @Nullable String name;

    @Option(
            names = "--new-identity",
            description = "Gives it a new UUID and new network addresses, to be beside the original.")
    private boolean newIdentity;

    @Option(
            names = "--network",
            paramLabel = "NETWORK=HOSTNETWORK",
            description = "The host's network, bridge:NAME or user: for one of the package's; may be repeated.")
    private Map<String, String> networks = new TreeMap<>();

    @Option(names = "--pool", paramLabel = "POOL", description = "The storage pool that its disks go to.")
    private @Nullable String pool;

    @Option(names = "--host", paramLabel = "HOSTID", description = "The host to define it on.")
    private @Nullable String host;

    @SuppressWarnings("NullAway.Init")
    ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        if (source.text().startsWith(AT_ENDPOINT)) {
            return RemoteTask.run(ovf.console(), endpoint, task -> make(task, source.text()));
        }
        try (OvfPackage opened = source.open()) {
            if (opened.digests().isEmpty()) {
                ovf.console().warn(source + " has no manifest: nobody can tell whether its files are complete");
            }
            return RemoteTask.run(ovf.console(), endpoint, task -> {
                try (TemporaryPackage uploaded = TemporaryPackage.of(task, "import")) {
                    upload(task, opened, uploaded.name());
                    make(task, Packages.uri(uploaded.name()));
                }
            });
        }
    }

    private void make(RemoteTask task, String uri) throws InterruptedException {
        Console console = task.console();
        console.say("importing at " + task.endpoint().url());
        Optional<CimPath> job = task.systems().importFrom(uri, options());
        if (job.isEmpty()) {
            throw new CommandFailure(ExitCode.ERROR, "the endpoint started no job");
        }
        task.await(job.get());
        Systems.VirtualSystem made = task.systems().madeBy(job.get());
        if (console.isJson()) {
            console.printJson(Map.of("system", made.name(), "id", made.id()));
        } else {
            console.say("system " + made.name() + " is defined, UUID " + made.id());
        }
    }

    private Systems.ImportOptions options() {
        return new Systems.ImportOptions(
                Optional.ofNullable(name), newIdentity, Optional.ofNullable(pool), networks, Optional.ofNullable(host));
    }

    /** An archive that is a file here goes as it is; everything else is packed into one that does not stay. */
    private void upload(RemoteTask task, OvfPackage opened, String target) throws IOException {
        if (source.isArchive() && !source.isUrl()) {
            task.upload(source.path(), target);
            return;
        }
        Path folder = Files.createTempDirectory("ovf-import");
        Path archive = folder.resolve(target);
        try {
            PackageContent content = PackageContent.of(opened);
            try (ProgressLine progress = task.console().progress("packing", content.totalBytes())) {
                new PackageWriter(DigestAlgorithm.SHA256, progress).writeArchive(content, archive);
            }
            task.upload(archive, target);
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(folder);
        }
    }
}
