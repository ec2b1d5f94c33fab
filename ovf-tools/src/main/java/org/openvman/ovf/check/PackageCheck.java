package org.openvman.ovf.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.service.ManifestException;
import org.openvman.ovf.service.ManifestProblem;
import org.openvman.ovf.service.ServicePackage;

/** Judges packages by all rules. It throws nothing: what cannot be read is a finding too. */
public final class PackageCheck {
    private final CheckOptions options;
    private final Progress progress;

    /**
     * A check.
     *
     * @param progress told of the bytes read from the files
     */
    public PackageCheck(CheckOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** The findings in an OVA, a descriptor with its files, or a folder, in the order of the lines. */
    public List<Finding> check(Path path) {
        return check(path.toString());
    }

    /** The same, also of an OVA or a descriptor by its {@code http(s)} URL. */
    public List<Finding> check(String path) {
        Findings findings = new Findings();
        try {
            if (ServicePackage.isManifest(path)) {
                checkManifest(path, findings);
            } else if (options.descriptorOnly() && isDescriptor(path)) {
                checkDocument(new DescriptorReader().read(path, Files.readAllBytes(Path.of(path))), findings);
            } else {
                checkPackage(path, findings);
            }
        } catch (OvfException notOvf) {
            findings.add(Rule.NOT_OVF, notOvf.location(), notOvf.problem());
        } catch (FileSystemException unreadable) {
            String reason = unreadable.getReason() == null ? "no such file" : unreadable.getReason();
            findings.add(Rule.NOT_OVF, Location.of(path), reason);
        } catch (IOException | UncheckedIOException unreadable) {
            findings.add(Rule.NOT_OVF, Location.of(path), String.valueOf(unreadable.getMessage()));
        }
        List<Finding> inOrder = findings.inOrder();
        return options.target().isEmpty()
                ? inOrder
                : inOrder.stream().map(options.target().get()::judge).toList();
    }

    private void checkManifest(String path, Findings findings) throws IOException {
        try (ServicePackage service = ServicePackage.open(path)) {
            if (!options.descriptorOnly()) {
                service.missingFiles()
                        .forEach(file ->
                                findings.add(Rule.FILE_MISSING, Location.of(path), "there is no file '" + file + "'"));
            }
        } catch (ManifestException inconsistent) {
            for (ManifestProblem problem : inconsistent.problems()) {
                String place = problem.path().isEmpty() ? "" : problem.path() + ": ";
                findings.add(Rule.SERVICE_MANIFEST, problem.at().orElse(Location.of(path)), place + problem.message());
            }
        }
    }

    private static boolean isDescriptor(String path) {
        return !OvfPackage.isUrl(path) && !OvfPackage.isArchive(path) && Files.isRegularFile(Path.of(path));
    }

    private void checkPackage(String path, Findings findings) throws IOException {
        try (OvfPackage ovf = OvfPackage.open(path)) {
            checkDocument(ovf.document(), findings);
            if (options.descriptorOnly() || options.strict()) {
                return;
            }
            new FileRules(ovf, options.remoteFiles(), findings).check();
            new DigestRules(ovf, findings).check(progress);
            new CertificateRules(ovf, findings).check();
            options.target().ifPresent(target -> new TargetRules(target, ovf.descriptor(), findings).check(ovf));
        }
    }

    private void checkDocument(OvfDocument document, Findings findings) {
        if (options.strict()) {
            new SchemaRules(document, findings).check();
            return;
        }
        new NamespaceRules(document, findings).check();
        new StructureRules(document, findings).check();
        new ReferenceRules(document.descriptor(), findings).check();
        new DiskRules(document, findings).check();
        new HardwareRules(document.descriptor(), findings).check();
        new ProductRules(document.descriptor(), findings).check();
        options.target().ifPresent(target -> new TargetRules(target, document.descriptor(), findings).check());
    }
}
