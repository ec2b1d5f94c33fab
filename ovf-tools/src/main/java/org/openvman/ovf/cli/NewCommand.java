package org.openvman.ovf.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openvman.ovf.service.ManifestReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code ovf new}: a service manifest to start from, with its scripts. */
@Command(
        name = "new",
        description = "Makes a service manifest to start from, with its scripts.",
        footer = {
            "  ovf new shop",
            "  ovf new shop --template single",
            "  ovf new --schema > manifest.schema.json   for an editor that completes YAML",
        })
final class NewCommand implements Callable<Integer> {
    private static final String PLACEHOLDER = "SERVICE-NAME";

    /** What can be made, and of which files. */
    enum Template {
        THREE_TIER(List.of("service.yaml", "scripts/db.sh", "scripts/app.sh", "scripts/web.sh", "content/data.sql")),
        SINGLE(List.of("service.yaml", "scripts/setup.sh"));

        private final List<String> files;

        Template(List<String> files) {
            this.files = files;
        }

        /** The word on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "service",
            description = "Folder to make; its name becomes the service's (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--template",
            paramLabel = "three-tier|single",
            defaultValue = "three-tier",
            converter = TemplateWord.class,
            description = "What to start from (default: ${DEFAULT-VALUE}).")
    private Template template;

    @Option(names = "--schema", description = "Print the JSON Schema of service manifests, and make nothing.")
    private boolean schema;

    @SuppressWarnings("NullAway.Init")
    NewCommand() {}

    @Override
    public Integer call() throws IOException {
        if (schema) {
            ovf.console().print(ManifestReader.jsonSchema().strip());
            return ExitCode.OK;
        }
        String name = serviceName();
        for (String file : template.files) {
            if (Files.exists(folder.resolve(file))) {
                throw new FileAlreadyExistsException(folder.resolve(file).toString());
            }
        }
        for (String file : template.files) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, content(file).replace(PLACEHOLDER, name));
        }
        Console console = ovf.console();
        if (console.isJson()) {
            console.printJson(template.files.stream()
                    .map(file -> folder.resolve(file).toString())
                    .toList());
        }
        console.say("wrote " + folder.resolve("service.yaml") + " and its files");
        console.say("next: put the guest's image at " + folder.resolve("guest.qcow2") + ", then");
        console.say("  ovf pack " + folder.resolve("service.yaml"));
        return ExitCode.OK;
    }

    private String serviceName() {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return plain.isEmpty() ? "service" : plain;
    }

    private String content(String file) throws IOException {
        String resource = "template/" + template + "/" + file;
        try (InputStream in = NewCommand.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads the word of a template. */
    static final class TemplateWord implements ITypeConverter<Template> {
        @Override
        public Template convert(String word) {
            for (Template template : Template.values()) {
                if (template.toString().equals(word.toLowerCase(Locale.ROOT))) {
                    return template;
                }
            }
            throw new TypeConversionException("'" + word + "' is none of three-tier, single");
        }
    }
}
