package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.DigestManifest;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.sign.SignatureCheck;
import org.openvman.ovf.sign.SignatureReport;
import org.openvman.ovf.sign.SignatureVerdict;
import org.openvman.ovf.sign.TrustedCertificates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf verify}: signature and digests, in place. */
@Command(
        name = "verify",
        description = "Verifies the signature and all digests of a package, without unpacking it.",
        footer = {
            "  ovf verify shop.ova                     by an authority trusted here?",
            "  ovf verify shop.ova --trust ca.pem      by somebody it vouches for?",
            "  ovf verify shop.ova --digests-only      the bytes alone",
        })
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(paramLabel = "PACKAGE", description = "An OVA or a descriptor, also by its URL, or a folder.")
    private PackageArgument input;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Trust these certificates, in PEM, and no others; may be repeated.")
    private List<Path> trust = new ArrayList<>();

    @Option(names = "--digests-only", description = "Do not ask for a signature.")
    private boolean digestsOnly;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads at most; as many as there are processors if not given.")
    private @Nullable Integer threads;

    @SuppressWarnings("NullAway.Init")
    VerifyCommand() {}

    @Override
    public Integer call() throws IOException {
        if (threads != null && threads < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--threads must be at least 1");
        }
        Console console = ovf.console();
        try (OvfPackage existing = input.open()) {
            SignatureReport signature = new SignatureCheck(trusted(existing), Instant.now())
                    .check(OvfPackage.manifestName(existing.source()), existing.seal());
            List<String> problems = problems(console, existing);
            int exitCode = exitCode(existing, signature.verdict(), problems);
            report(console, existing, signature, problems, exitCode);
            return exitCode;
        }
    }

    /** Read only when they matter: there are many. */
    private TrustedCertificates trusted(OvfPackage existing) throws IOException {
        if (!trust.isEmpty()) {
            return TrustedCertificates.read(trust);
        }
        return existing.isSigned() ? TrustedCertificates.ofThisComputer() : new TrustedCertificates(List.of());
    }

    private int exitCode(OvfPackage existing, SignatureVerdict verdict, List<String> problems) {
        if (!problems.isEmpty()) {
            return ExitCode.CORRUPTED;
        }
        if (digestsOnly) {
            return existing.seal().isPresent() ? ExitCode.OK : ExitCode.UNSIGNED;
        }
        return switch (verdict) {
            case TRUSTED -> ExitCode.OK;
            case UNTRUSTED -> ExitCode.UNTRUSTED;
            case EXPIRED -> ExitCode.EXPIRED;
            case UNSIGNED -> ExitCode.UNSIGNED;
            case CORRUPTED -> ExitCode.CORRUPTED;
        };
    }

    /** What the manifest does not vouch for. */
    private List<String> problems(Console console, OvfPackage existing) throws IOException {
        if (existing.digests().isEmpty()) {
            return List.of();
        }
        DigestManifest digests = existing.digests().get();
        List<String> problems = new ArrayList<>();
        long bytes = digests.entries().stream()
                .mapToLong(entry -> existing.source().size(entry.name()).orElse(0))
                .sum();
        try (ProgressLine display = console.progress("verifying", bytes)) {
            int most = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
            for (OvfPackage.Mismatch mismatch : existing.verify(most, display)) {
                String place = existing.source().locationOf(mismatch.expected().name());
                problems.add(
                        mismatch.actual().isPresent()
                                ? place + ": its " + mismatch.expected().algorithm() + " digest is "
                                        + mismatch.actual().get() + ", not "
                                        + mismatch.expected().hex() + "; fetch it again"
                                : place + ": missing, but listed in the manifest");
            }
        }
        Stream.concat(Stream.of(existing.source().descriptorName()), PackageContent.of(existing).files().stream())
                .filter(name -> digests.entry(name).isEmpty())
                .forEach(name -> problems.add(existing.source().locationOf(name)
                        + ": the manifest does not list it, so nothing vouches for it"));
        return problems;
    }

    private void report(
            Console console, OvfPackage existing, SignatureReport signature, List<String> problems, int exitCode) {
        String verdict = word(exitCode);
        if (console.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("package", input.text());
            facts.put("verdict", verdict);
            facts.put("signature", signature.verdict().toString().toLowerCase(Locale.ROOT));
            facts.put("reason", signature.reason());
            signature.signer().ifPresent(signer -> facts.put("signer", signer));
            facts.put(
                    "digests",
                    existing.digests().map(digests -> digests.entries().size()).orElse(0));
            facts.put("problems", problems);
            console.printJson(facts);
            return;
        }
        problems.forEach(console::print);
        if (!digestsOnly) {
            String signer = signature.signer().map(name -> " (" + name + ")").orElse("");
            console.say("signature: " + signature.reason() + signer);
        }
        if (problems.isEmpty() && existing.digests().isPresent()) {
            console.say("digests: all " + existing.digests().get().entries().size() + " agree");
        }
        console.print(input + ": " + verdict);
    }

    private static String word(int exitCode) {
        return switch (exitCode) {
            case ExitCode.OK -> "verified";
            case ExitCode.UNTRUSTED -> "untrusted";
            case ExitCode.EXPIRED -> "expired";
            case ExitCode.UNSIGNED -> "unsigned";
            default -> "corrupted";
        };
    }
}
