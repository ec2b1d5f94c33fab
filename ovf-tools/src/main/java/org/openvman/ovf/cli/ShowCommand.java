package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.picture.PackagePicture;
import org.openvman.ovf.service.ManifestWriter;
import org.openvman.ovf.service.ServiceOvf;
import org.openvman.ovf.service.Strictness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf show}: what is inside a package. */
@Command(
        name = "show",
        description = "Shows what is inside a package or a service manifest.",
        footer = {
            "  ovf show shop.ova                 systems, disks, networks, files",
            "  ovf show shop.ova --json",
            "  ovf show https://host/shop.ova    of which only the descriptor is fetched",
            "  ovf show shop.ova --picture shop.svg   systems, disks, networks, start order",
            "  ovf show shop.ova --as manifest   the service as YAML",
            "  ovf show service.yaml --as ovf    the descriptor that ovf pack would write",
        })
final class ShowCommand implements Callable<Integer> {
    /** The ways to show it. */
    enum View {
        TABLE,
        MANIFEST,
        OVF
    }

    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "FILE", description = "OVA or descriptor, also by its URL, folder or service manifest.")
    private PackageArgument file;

    @Option(names = "--as", paramLabel = "table|manifest|ovf", defaultValue = "table", description = "How to show it.")
    private View view;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw it as SVG into this file instead.")
    private @Nullable Path picture;

    @Option(
            names = "--strict",
            description = "With --as manifest: refuse what would only be noted, such as sections that stay behind.")
    private boolean strict;

    @SuppressWarnings("NullAway.Init")
    ShowCommand() {}

    @Override
    public Integer call() throws IOException {
        OvfDocument document = file.descriptor();
        Console console = ovf.console();
        if (picture != null) {
            PendingOutput.write(picture, PackagePicture.draw(document.descriptor()));
            console.say("wrote " + picture);
            return ExitCode.OK;
        }
        switch (view) {
            case MANIFEST ->
                console.print(
                        ManifestWriter.write(ServiceOvf.read(document, strict ? Strictness.STRICT : Strictness.LENIENT))
                                .strip());
            case OVF -> console.print(new String(document.bytes(), StandardCharsets.UTF_8).strip());
            case TABLE -> table(console, new PackageSummary(document.descriptor()));
        }
        return ExitCode.OK;
    }

    private static void table(Console console, PackageSummary summary) {
        if (console.isJson()) {
            console.printJson(summary.asJson());
            return;
        }
        for (List<List<String>> table : summary.asTables()) {
            console.printTable(table);
            console.print("");
        }
    }
}
