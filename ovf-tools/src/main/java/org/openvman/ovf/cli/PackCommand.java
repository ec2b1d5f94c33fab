package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackOptions;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.Seal;
import org.openvman.ovf.model.ByteSize;
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
            "  ovf pack service.yaml -o out --format dir    in a folder",
            "  ovf pack appliance.ovf --digest sha1         what an importer of OVF 1.x wants",
            "  ovf pack appliance.ovf --compress            disks, on all processors",
            "  ovf pack appliance.ovf --chunk-size 2GiB --format dir",
            "  ovf pack https://host/appliance.ova          read where it is",
        })
final class PackCommand implements Callable<Integer> {
    /** The two forms a package has. */
    enum Format {
        OVA,
        DIR
    }

    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "INPUT",
            description =
                    "A service manifest (.yaml), a folder, an OVA or a descriptor, the last two also by their URL.")
    private PackageArgument input;

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
            description = "Digests in the manifest; those of a signed INPUT, or else sha256, if not given.")
    private @Nullable DigestAlgorithm digest;

    @Option(names = "--compress", description = "Compress disks with gzip; the descriptor says so then.")
    private boolean compress;

    @Option(
            names = "--level",
            paramLabel = "1-9",
            defaultValue = "6",
            description = "How hard to compress (default: ${DEFAULT-VALUE}).")
    private int level;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            description = "Cut larger files into chunks of this size, for example 2GiB.")
    private @Nullable String chunkSize;

    @Option(
            names = "--new-manifest",
            description = "Do not compare INPUT with its manifest; compute all digests and drop its signature.")
    private boolean newManifest;

    @SuppressWarnings("NullAway.Init")
    PackCommand() {}

    @Override
    public Integer call() throws IOException {
        if (input.isManifest()) {
            try (ServicePackage service = input.completeService()) {
                return pack(service.content());
            }
        }
        try (OvfPackage existing = input.open()) {
            PackageContent content = PackageContent.of(existing);
            return pack(newManifest ? content.withoutSeal() : content);
        }
    }

    private int pack(PackageContent content) throws IOException {
        Console console = ovf.console();
        Format form = Optional.ofNullable(format).orElse(defaultFormat());
        Path target = Optional.ofNullable(output)
                .orElse(Path.of(form == Format.OVA ? content.baseName() + ".ova" : content.baseName()));
        PackOptions options = options(content);
        try (ProgressLine display = console.progress("packing", content.totalBytes())) {
            PackageWriter writer = new PackageWriter(options, display);
            if (form == Format.OVA) {
                writer.writeArchive(content, target);
            } else {
                writer.writeFolder(content, target);
            }
        }
        if (content.seal().flatMap(Seal::certificate).isPresent() && !content.keepsSeal(options)) {
            console.warn(target + ": not signed any more, since its manifest is another; ovf sign signs it again");
        }
        report(console, content, target);
        return ExitCode.OK;
    }

    private PackOptions options(PackageContent content) {
        try {
            return new PackOptions(
                    Optional.ofNullable(digest).or(content::digestOfSignature).orElse(DigestAlgorithm.SHA256),
                    compress ? OptionalInt.of(level) : OptionalInt.empty(),
                    chunkSize == null
                            ? OptionalLong.empty()
                            : OptionalLong.of(ByteSize.parse(chunkSize).bytes()),
                    Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private Format defaultFormat() {
        return output == null || output.toString().endsWith(".ova") ? Format.OVA : Format.DIR;
    }

    private static void report(Console console, PackageContent content, Path target) throws IOException {
        String size = Files.isRegularFile(target) ? ", " + Files.size(target) + " bytes" : "";
        console.report(
                Map.of("package", target.toString(), "files", content.files(), "bytes", content.totalBytes()),
                "wrote " + target + ": descriptor, manifest and "
                        + content.files().size() + " files" + size);
    }
}
