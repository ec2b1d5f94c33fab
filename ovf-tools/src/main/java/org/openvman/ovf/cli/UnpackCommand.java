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
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
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
            "  ovf unpack https://host/shop.ova             fetched in ranges; taken up again if it breaks",
        })
final class UnpackCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "OVA", description = "The archive, or its URL.")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder; NAME if not given. It must not exist, or be empty.")
    private @Nullable Path output;

    @SuppressWarnings("NullAway.Init")
    UnpackCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = ovf.console();
        try (OvfPackage archive = OvfPackage.open(input)) {
            PackageContent content = PackageContent.of(archive);
            Path target = Optional.ofNullable(output).orElse(Path.of(content.baseName()));
            DigestAlgorithm digest = archive.digests()
                    .flatMap(digests -> digests.entries().stream().findFirst())
                    .map(DigestManifest.Entry::algorithm)
                    .orElse(DigestAlgorithm.SHA256);
            try (ProgressLine display = console.progress("unpacking", content.totalBytes())) {
                new PackageWriter(digest, display).writeFolder(content, target);
            }
            if (console.isJson()) {
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("folder", target.toString());
                facts.put("files", content.files());
                facts.put("bytes", content.totalBytes());
                console.printJson(facts);
            }
            console.say("wrote " + target + ": descriptor, manifest and "
                    + content.files().size() + " files");
        }
        return ExitCode.OK;
    }
}
