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

    static OvfDocument read(String input) throws IOException {
        if (input.endsWith(".yaml") || input.endsWith(".yml")) {
            try (ServicePackage service = ServicePackage.open(Path.of(input))) {
                return new DescriptorReader().read(input, service.content().descriptor());
            }
        }
        if (OvfPackage.isArchive(input)) {
            return DescriptorProbe.read(input);
        }
        try (OvfPackage existing = OvfPackage.open(input)) {
            return existing.document();
        }
    }
}
