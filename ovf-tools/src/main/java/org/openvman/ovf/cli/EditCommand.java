package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.edit.Edit;
import org.openvman.ovf.edit.EditSession;
import org.openvman.ovf.edit.EditVerb;
import org.openvman.ovf.edit.EditVerbs;
import org.openvman.ovf.edit.EditableDocument;
import org.openvman.ovf.edit.PackageEdit;
import org.openvman.ovf.edit.UnifiedDiff;
import org.openvman.ovf.io.OvfPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code ovf edit}: changes a package, and only the bytes that the change touches. */
@Command(
        name = "edit",
        modelTransformer = EditCommand.Verbs.class,
        sortOptions = false,
        description = {
            "Changes a package, and only the bytes that the change touches.",
            "Edits are applied in the order in which they are written. A file is changed in place unless -o is given;",
            "what has a URL needs it."
        },
        footer = {
            "  ovf edit shop.ova --cpus db=4 --memory db=8GiB --dry-run",
            "  ovf edit shop.ova --set-property web:port=8080 -o new.ova",
            "  ovf edit https://host/shop.ova --memory db=8GiB -o shop.ova",
            "  ovf edit vm.ovf --add-network backup --add-nic backup --add-disk 20GiB",
            "  ovf edit vm.ovf --product version=2.1 --eula @licence.txt --annotation ''",
            "  ovf edit shop.ovf --start db=1 --start web=2,60 --script edits.txt",
            "  a script holds the same edits, one a line: cpus db=4",
        })
final class EditCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "FILE", description = "OVA or descriptor, also by its URL, or folder with one.")
    private PackageArgument file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Write the result here, in the form that FILE has.")
    private @Nullable Path output;

    @Option(names = "--dry-run", description = "Write nothing; print the difference as diff -u does.")
    private boolean dryRun;

    private final List<Edit> edits = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    EditCommand() {}

    /** Offers every kind of edit as an option, and keeps the order in which they come. */
    static final class Verbs implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            for (EditVerb verb : EditVerbs.all()) {
                command.addOption(option(verb.name(), verb.argument(), verb.description(), verb::with));
            }
            command.addOption(option("script", "SCRIPT", "Read edits from a file, one a line.", Verbs::script));
            return command;
        }

        private static OptionSpec option(
                String name, String argument, String description, Function<String, Edit> parser) {
            return OptionSpec.builder("--" + name)
                    .paramLabel(argument)
                    .description(description)
                    .arity("1")
                    .type(String.class)
                    .parameterConsumer((arguments, option, command) -> {
                        try {
                            ((EditCommand) command.userObject()).edits.add(parser.apply(arguments.pop()));
                        } catch (IllegalArgumentException wrong) {
                            throw new TypeConversionException(wrong.getMessage());
                        }
                    })
                    .build();
        }

        private static Edit script(String path) {
            try {
                List<Edit> edits = EditVerbs.script(path, Files.readString(Path.of(path)));
                return session -> edits.forEach(session::apply);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(path + ": cannot be read", unreadable);
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        if (edits.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "say what to change; ovf edit --help lists the edits");
        }
        Console console = ovf.console();
        try (OvfPackage original = file.open()) {
            EditSession session = new EditSession(EditableDocument.of(original.document()));
            edits.forEach(session::apply);
            String diff = UnifiedDiff.of(
                    original.source().descriptorName(),
                    session.before().text(),
                    session.document().text());
            List<String> notes = new ArrayList<>(session.notes());
            String target = dryRun && output == null ? file.text() : write(original, session, notes);
            report(console, session, target, diff, notes);
        }
        return ExitCode.OK;
    }

    /** Where the result is, or would be. */
    private String write(OvfPackage original, EditSession session, List<String> notes) throws IOException {
        Path target = output == null ? place(original) : output;
        if (!dryRun && (session.isChanged() || output != null)) {
            check(target);
            notes.addAll(PackageEdit.write(original, session, target));
        }
        return target.toString();
    }

    private Path place(OvfPackage original) {
        Path place = file.placeOfResult();
        return Files.isDirectory(place) ? place.resolve(original.source().descriptorName()) : place;
    }

    private void check(Path target) {
        boolean archive = file.isArchive();
        if (archive != OvfPackage.isArchive(target.toString()) || (!archive && Files.isDirectory(target))) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    target + " has another form than " + file + "; edit first, then change the form with ovf pack");
        }
    }

    private void report(Console console, EditSession session, String target, String diff, List<String> notes) {
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("package", target);
            json.put("changed", session.isChanged());
            json.put("written", !dryRun && (session.isChanged() || output != null));
            json.put("added", session.added().keySet());
            json.put("removed", session.removed());
            json.put("notes", notes);
            json.put("diff", diff);
            console.printJson(json);
            return;
        }
        if (dryRun && !diff.isEmpty()) {
            console.print(diff.stripTrailing());
        }
        notes.forEach(note -> console.say("note: " + note));
        if (!session.isChanged()) {
            console.say("nothing changes");
        } else if (!dryRun) {
            console.say("wrote " + target);
        }
    }
}
