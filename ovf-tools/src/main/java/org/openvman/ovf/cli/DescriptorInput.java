package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.openvman.ovf.io.DescriptorProbe;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.service.ServicePackage;

/** The descriptor of whatever a user names; of an archive nothing behind it is read. */
final class DescriptorInput {
    private DescriptorInput() {}

    static OvfDocument read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            try (ServicePackage service = ServicePackage.open(file)) {
                return new DescriptorReader()
                        .read(file.toString(), service.content().descriptor());
            }
        }
        if (DescriptorProbe.isArchive(file)) {
            return DescriptorProbe.read(file);
        }
        try (OvfPackage existing = OvfPackage.open(file)) {
            return existing.document();
        }
    }
}
