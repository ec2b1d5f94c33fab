package org.openvman.ovf.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.openvman.ovf.check.CheckOptions;
import org.openvman.ovf.check.Finding;
import org.openvman.ovf.check.PackageCheck;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.DiskSection;

/** Judges a package and lists its disks; nothing is unpacked. */
public final class ListDisks {
    private ListDisks() {}

    public static void main(String[] arguments) throws IOException {
        list(Path.of(arguments[0]), System.out);
    }

    static void list(Path file, PrintStream out) throws IOException {
        for (Finding finding : new PackageCheck(CheckOptions.DEFAULT, Progress.NONE).check(file)) {
            out.println(finding + " (" + finding.remedy() + ")");
        }
        try (OvfPackage ovf = OvfPackage.open(file)) {
            for (DiskSection.Disk disk : ovf.descriptor().disks().toList()) {
                out.println(disk.id() + ": " + disk.capacity() + " x " + disk.capacityUnits());
            }
        }
    }
}
