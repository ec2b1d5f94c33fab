package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.DigestManifest;
import org.openvman.ovf.io.Expansion;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf unpack}: an archive to a folder, verified on the way. */
@Command(
        name = "unpack",
        description = "Unpacks an OVA into a folder, and compares its digests on the way.",
        footer = {
            "  ovf unpack shop.ova                          into the folder shop",
            "  ovf unpack shop.ova -o /tmp/shop",
            "  ovf unpack shop.ova --expand                 chunks put together, gzip undone",
            "  ovf unpack https://host/shop.ova             fetched in ranges",
        })
final class UnpackCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "OVA", description = "The archive, or its URL.")
    private PackageArgument input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder; NAME if not given. It must not exist, or be empty.")
    private @Nullable Path output;

    @Option(
            names = "--expand",
            description = "Put chunks together and decompress gzip files; the descriptor and the manifest follow.")
    private boolean expand;

    @SuppressWarnings("NullAway.Init")
    UnpackCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = ovf.console();
        try (OvfPackage archive = input.open()) {
            PackageContent content = expand ? expanded(console, archive) : PackageContent.of(archive);
            Path target = Optional.ofNullable(output).orElse(Path.of(content.baseName()));
            DigestAlgorithm digest =
                    archive.digests().flatMap(DigestManifest::algorithm).orElse(DigestAlgorithm.SHA256);
            try (ProgressLine display = console.progress("unpacking", content.totalBytes())) {
                new PackageWriter(digest, display).writeFolder(content, target);
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("folder", target.toString());
            facts.put("files", content.files());
            facts.put("bytes", content.totalBytes());
            console.report(
                    facts,
                    "wrote " + target + ": descriptor, manifest and "
                            + content.files().size() + " files");
        }
        return ExitCode.OK;
    }

    private static PackageContent expanded(Console console, OvfPackage archive) throws IOException {
        if (archive.isSigned()) {
            console.warn("the signature does not hold for what is expanded and is left out");
        }
        return Expansion.of(archive, Progress.NONE);
    }
}
