package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.service.ServicePackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf pack}: a service manifest, or a package in another form, to a package. */
@Command(
        name = "pack",
        description = "Makes a package of a service manifest, or packs an OVF package anew.",
        footer = {
            "  ovf pack service.yaml                        NAME.ova in the current folder",
            "  ovf pack service.yaml -o /tmp/shop.ova",
            "  ovf pack service.yaml -o out --format dir    descriptor, manifest and files in a folder",
            "  ovf pack appliance.ovf --digest sha1         what an importer of OVF 1.x wants",
        })
final class PackCommand implements Callable<Integer> {
    /** The two forms a package has. */
    enum Format {
        OVA,
        DIR
    }

    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "INPUT", description = "A service manifest (.yaml), a descriptor, a folder, or an OVA.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where the package goes; NAME.ova or the folder NAME if not given.")
    private @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "ova|dir",
            description = "Form of the package; an archive unless OUT is given and does not end in .ova.")
    private @Nullable Format format;

    @Option(
            names = "--digest",
            paramLabel = "sha1|sha256|sha512",
            defaultValue = "sha256",
            description = "Digests in the manifest (default: ${DEFAULT-VALUE}).")
    private DigestAlgorithm digest;

    @SuppressWarnings("NullAway.Init")
    PackCommand() {}

    @Override
    public Integer call() throws IOException {
        String name = String.valueOf(input.getFileName());
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            try (ServicePackage service = ServicePackage.open(input)) {
                SourceFiles.requireAll(input, service);
                return pack(service.content());
            }
        }
        try (OvfPackage existing = OvfPackage.open(input)) {
            return pack(PackageContent.of(existing));
        }
    }

    private int pack(PackageContent content) throws IOException {
        Console console = ovf.console();
        Format form = Optional.ofNullable(format).orElse(defaultFormat());
        Path target = Optional.ofNullable(output)
                .orElse(Path.of(form == Format.OVA ? content.baseName() + ".ova" : content.baseName()));
        try (ProgressLine progress = console.progress("packing", content.totalBytes())) {
            PackageWriter writer = new PackageWriter(digest, progress);
            if (form == Format.OVA) {
                writer.writeArchive(content, target);
            } else {
                writer.writeFolder(content, target);
            }
        }
        report(console, content, target);
        return ExitCode.OK;
    }

    private Format defaultFormat() {
        return output == null || output.toString().endsWith(".ova") ? Format.OVA : Format.DIR;
    }

    private static void report(Console console, PackageContent content, Path target) throws IOException {
        if (console.isJson()) {
            console.printJson(
                    Map.of("package", target.toString(), "files", content.files(), "bytes", content.totalBytes()));
            return;
        }
        String size = Files.isRegularFile(target) ? ", " + Files.size(target) + " bytes" : "";
        console.say("wrote " + target + ": descriptor, manifest and "
                + content.files().size() + " files" + size);
    }
}
