package org.openvman.ovf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.service.ManifestException;
import org.openvman.ovf.service.NearestName;
import org.openvman.ovf.sign.SigningException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what ends a command into a line for the user and an exit code. */
final class Failures {
    private static final Pattern ENUM_WORDS = Pattern.compile("\\[[A-Z0-9_, ]+\\] \\(case-insensitive\\)");

    private Failures() {}

    static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String hint = "";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            hint = NearestName.of(unmatched.getUnmatched().get(0), names(command))
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
        }
        command.getErr()
                .println("ovf: " + asTyped(String.valueOf(wrong.getMessage())) + hint + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    private static Set<String> names(CommandLine command) {
        Set<String> names = new TreeSet<>(command.getSubcommands().keySet());
        names.addAll(command.getCommandSpec().optionsMap().keySet());
        return names;
    }

    /** The words of an option as help has them: picocli lists the constants of its enum. */
    private static String asTyped(String message) {
        return ENUM_WORDS
                .matcher(message)
                .replaceAll(words -> words.group().toLowerCase(Locale.ROOT).replace(" (case-insensitive)", ""));
    }

    static int report(Exception failure, CommandLine command, boolean debug) {
        PrintWriter err = command.getErr();
        if (debug) {
            failure.printStackTrace(err);
        }
        if (failure instanceof ManifestException manifest) {
            manifest.problems().forEach(problem -> err.println("ovf: " + problem));
            return ExitCode.ERROR;
        }
        err.println("ovf: " + line(failure));
        if (failure instanceof CommandFailure known) {
            return known.exitCode();
        }
        boolean unreadable = failure instanceof OvfException || failure instanceof NoSuchFileException;
        return unreadable ? ExitCode.UNREADABLE : ExitCode.ERROR;
    }

    private static String line(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": already exists; remove it or choose another name";
        }
        if (failure instanceof FileSystemException system) {
            return system.getFile() + ": " + (system.getReason() == null ? "not possible" : system.getReason());
        }
        if (failure instanceof OvfException
                || failure instanceof CommandFailure
                || failure instanceof SigningException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException) {
            return String.valueOf(failure.getMessage());
        }
        return "internal error: " + failure + " (--debug shows more)";
    }
}
