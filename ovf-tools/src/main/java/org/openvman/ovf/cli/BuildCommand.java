package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.service.ServicePackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code ovf build}: a service manifest to a descriptor beside it. */
@Command(
        name = "build",
        description = "Makes the OVF descriptor of a service manifest; ovf pack makes a whole package.",
        footer = {
            "  ovf build shop/service.yaml                        shop/NAME.ovf",
            "  ovf build shop/service.yaml --ovf-version 1.1      for older importers",
            "  ovf build shop/service.yaml -o -                   to standard output",
            "  ovf build service.yaml --deployment-option small   with that chosen",
        })
final class BuildCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "MANIFEST.yaml", description = "The service manifest.")
    private PackageArgument manifest;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.ovf",
            description = "Where the descriptor goes; - is standard output (default: NAME.ovf beside the manifest).")
    private @Nullable Path output;

    @Option(
            names = "--ovf-version",
            paramLabel = "1.1|2.0",
            defaultValue = "2.0",
            converter = VersionWord.class,
            description = "Version of DSP0243 (default: ${DEFAULT-VALUE}).")
    private OvfVersion version;

    @Mixin
    private OptionChoice option;

    @SuppressWarnings("NullAway.Init")
    BuildCommand() {}

    @Override
    public Integer call() throws IOException {
        try (ServicePackage service = manifest.completeService()) {
            PackageContent content = option.applyTo(service).content(version);
            if (output != null && output.toString().equals("-")) {
                ovf.console().print(new String(content.descriptor(), StandardCharsets.UTF_8).strip());
                return ExitCode.OK;
            }
            Path target = Optional.ofNullable(output)
                    .orElseGet(() ->
                            manifest.placeOfResult().toAbsolutePath().resolveSibling(content.baseName() + ".ovf"));
            PendingOutput.write(target, content.descriptor());
            report(target, content);
        }
        return ExitCode.OK;
    }

    private void report(Path target, PackageContent content) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("descriptor", target.toString());
        facts.put("version", word(version));
        facts.put("files", content.files());
        ovf.console()
                .report(
                        facts,
                        "wrote " + target + ", OVF " + word(version) + ", with references to "
                                + content.files().size() + " files");
    }

    private static String word(OvfVersion version) {
        return version == OvfVersion.V1 ? "1.1" : "2.0";
    }

    /** The versions that are written. */
    static final class VersionWord implements ITypeConverter<OvfVersion> {
        @Override
        public OvfVersion convert(String word) {
            return switch (word) {
                case "1.1", "1" -> OvfVersion.V1;
                case "2.0", "2" -> OvfVersion.V2;
                default -> throw new TypeConversionException("'" + word + "' is none of 1.1, 2.0");
            };
        }
    }
}
