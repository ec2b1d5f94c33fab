package org.openvman.ovf.check;

import java.io.IOException;
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

/** Judges packages by all rules. It throws nothing: what cannot be read is a finding too. */
public final class PackageCheck {
    private final boolean descriptorOnly;
    private final Progress progress;

    /**
     * A check.
     *
     * @param descriptorOnly judge the descriptor and do not look for its files
     * @param progress told of the bytes read from the files
     */
    public PackageCheck(boolean descriptorOnly, Progress progress) {
        this.descriptorOnly = descriptorOnly;
        this.progress = progress;
    }

    /** The findings in an OVA, a descriptor with its files, or a folder, in the order of the lines. */
    public List<Finding> check(Path path) {
        Findings findings = new Findings();
        try {
            if (descriptorOnly && Files.isRegularFile(path) && !isArchive(path)) {
                checkDocument(new DescriptorReader().read(path.toString(), Files.readAllBytes(path)), findings);
            } else {
                checkPackage(path, findings);
            }
        } catch (OvfException notOvf) {
            findings.add(Rule.NOT_OVF, notOvf.location(), notOvf.problem());
        } catch (FileSystemException unreadable) {
            String reason = unreadable.getReason() == null ? "no such file" : unreadable.getReason();
            findings.add(Rule.NOT_OVF, Location.of(path.toString()), reason);
        } catch (IOException unreadable) {
            findings.add(Rule.NOT_OVF, Location.of(path.toString()), String.valueOf(unreadable.getMessage()));
        }
        return findings.inOrder();
    }

    private static boolean isArchive(Path path) {
        return path.toString().endsWith(".ova");
    }

    private void checkPackage(Path path, Findings findings) throws IOException {
        try (OvfPackage ovf = OvfPackage.open(path)) {
            checkDocument(ovf.document(), findings);
            if (!descriptorOnly) {
                new FileRules(ovf, findings).check();
                new DigestRules(ovf, findings).check(progress);
            }
        }
    }

    private static void checkDocument(OvfDocument document, Findings findings) {
        new StructureRules(document, findings).check();
        new ReferenceRules(document.descriptor(), findings).check();
        new DiskRules(document, findings).check();
        new HardwareRules(document.descriptor(), findings).check();
        new ProductRules(document.descriptor(), findings).check();
    }
}
