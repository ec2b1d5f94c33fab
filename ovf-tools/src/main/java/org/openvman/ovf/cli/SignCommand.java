package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.FolderSource;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackOptions;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.io.Seal;
import org.openvman.ovf.sign.PackageSigner;
import org.openvman.ovf.sign.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf sign}: signs the manifest of a package, after it was compared with the files. */
@Command(
        name = "sign",
        description = "Signs a package with an X.509 key, after comparing its digests.",
        footer = {
            "  ovf sign shop.ova --key key.pem --cert cert.pem",
            "  ovf sign shop.ova --key signer.p12 -o signed.ova   PKCS#12",
            "  ovf sign shop --key key.pem --cert chain.pem --cms     CMS too",
            "The password of an encrypted key comes from OVF_KEY_PASSWORD or is asked for.",
        })
final class SignCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "PACKAGE",
            description = "An OVA or a descriptor, also by its URL, or a folder; with a manifest.")
    private PackageArgument input;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "RSA or EC key: PEM (PKCS#1, SEC 1, PKCS#8) or PKCS#12.")
    private Path key;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The signer's certificate and its issuers', in PEM; may be repeated.")
    private List<Path> certificates = new ArrayList<>();

    @Option(names = "--cms", description = "Add a CMS signature (PKCS#7) to that of the standard.")
    private boolean cms;

    @Option(
            names = "--digest",
            paramLabel = "sha1|sha256|sha512",
            description = "Digest of the signature; that of the manifest if not given.")
    private @Nullable DigestAlgorithm digest;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OVA",
            description = "Write the signed archive there instead of replacing PACKAGE.")
    private @Nullable Path output;

    @SuppressWarnings("NullAway.Init")
    SignCommand() {}

    @Override
    public Integer call() throws IOException {
        SigningKey signer = SigningKey.read(key, certificates, new KeyPassword());
        Console console = ovf.console();
        try (OvfPackage existing = input.open()) {
            Seal unsigned = existing.seal()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.ERROR, input + ": there is no manifest to sign; ovf pack writes one"));
            DigestAlgorithm files = unsigned.digests()
                    .algorithm()
                    .orElseThrow(() -> new CommandFailure(ExitCode.ERROR, input + ": the manifest is empty"));
            byte[] certificate = new PackageSigner(
                            signer, Optional.ofNullable(digest).orElse(files), cms)
                    .sign(OvfPackage.manifestName(existing.source()), unsigned.manifest());
            PackageContent content =
                    PackageContent.of(existing).sealed(new Seal(unsigned.manifest(), Optional.of(certificate)));
            if (!content.keepsSeal(new PackOptions(files))) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        input + ": the manifest does not list exactly the descriptor and its files; pack it anew with"
                                + " ovf pack --new-manifest");
            }
            Path target = Optional.ofNullable(output).orElseGet(input::placeOfResult);
            try (ProgressLine display = console.progress("signing", content.totalBytes())) {
                if (existing.source() instanceof FolderSource folder && output == null) {
                    target = beside(existing, folder, certificate, display);
                } else {
                    new PackageWriter(files, display).writeArchive(content, target);
                }
            }
            report(console, target, signer);
        }
        return ExitCode.OK;
    }

    /** The certificate file of a package in a folder. */
    private Path beside(OvfPackage existing, FolderSource folder, byte[] certificate, ProgressLine display)
            throws IOException {
        List<OvfPackage.Mismatch> mismatches = existing.verify(display);
        if (!mismatches.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CORRUPTED,
                    input + ": '" + mismatches.get(0).expected().name()
                            + "' is not what the manifest says; it is not signed");
        }
        Path file = folder.path().resolve(OvfPackage.certificateName(existing.source()));
        PendingOutput.write(file, certificate);
        return file;
    }

    private static void report(Console console, Path target, SigningKey signer) {
        String subject = signer.subject();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("signed", target.toString());
        facts.put("signer", subject);
        console.report(facts, "wrote " + target + ", signed by " + subject);
    }
}
