package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.client.Packages;
import org.openvman.ovf.client.Systems;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.schema.cim.CimPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf export}: a virtual system of an endpoint to a package here. */
@Command(
        name = "export",
        description = {
            "Makes a package of a virtual system that is off: its configuration and disks, with digests.",
            "The package is OVF 1.1; ovf convert makes others of it."
        },
        footer = {
            "  ovf export web-1 -o web-1.ova",
            "  ovf export web-1 -o web-1.ova --image-format raw",
            "  ovf export web-1 --keep web-1.ova      the package stays at the endpoint",
        })
final class ExportCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(paramLabel = "SYSTEM", description = "The virtual system, by name or UUID.")
    private String system;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.ova",
            description = "Where the package goes.")
    private @Nullable Path output;

    @Option(
            names = "--image-format",
            paramLabel = "raw|qcow2",
            description = "How disks are written; as the hypervisor keeps them if not given.")
    private @Nullable String imageFormat;

    @Option(
            names = "--keep",
            paramLabel = "NAME.ova",
            description = "Leaves the package at the endpoint, under this name.")
    private @Nullable String keep;

    @SuppressWarnings("NullAway.Init")
    ExportCommand() {}

    @Override
    public Integer call() throws IOException {
        if (output == null && keep == null) {
            throw new CommandFailure(ExitCode.USAGE, "nowhere to export to: give -o FILE.ova, --keep NAME.ova or both");
        }
        return RemoteTask.run(ovf.console(), endpoint, this::export);
    }

    private void export(RemoteTask task) throws IOException, InterruptedException {
        Systems.VirtualSystem found = task.systems().find(system);
        task.console()
                .say("exporting " + found.name() + " at " + task.endpoint().url());
        if (keep == null) {
            try (TemporaryPackage made = TemporaryPackage.of(task, "export")) {
                export(task, found, made.name());
            }
        } else {
            export(task, found, keep);
        }
        report(task.console(), found);
    }

    private void export(RemoteTask task, Systems.VirtualSystem found, String name)
            throws IOException, InterruptedException {
        Optional<CimPath> job = task.systems().export(found, Packages.uri(name), Optional.ofNullable(imageFormat));
        if (job.isPresent()) {
            task.await(job.get());
        }
        if (output != null) {
            fetch(task.console(), task.packages(), name, output);
        }
    }

    private static void fetch(Console console, Packages packages, String name, Path file) throws IOException {
        try (PendingOutput pending = PendingOutput.file(file);
                Packages.Download download = packages.get(name)) {
            try (ProgressLine progress = console.progress("downloading", download.bytes())) {
                download.writeTo(pending.path(), progress);
            }
            pending.commit();
        }
    }

    private void report(Console console, Systems.VirtualSystem found) throws IOException {
        if (console.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("system", found.name());
            facts.put("id", found.id());
            if (output != null) {
                facts.put("package", output.toString());
                facts.put("bytes", Files.size(output));
            }
            if (keep != null) {
                facts.put("kept", Packages.uri(keep));
            }
            console.printJson(facts);
        } else if (output != null) {
            console.say("wrote " + output + ", " + Files.size(output) + " bytes");
        } else {
            console.say("kept at the endpoint as " + Packages.uri(String.valueOf(keep)));
        }
    }
}
