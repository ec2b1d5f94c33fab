package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openvman.ovf.io.DescriptorProbe;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.service.ServicePackage;

/**
 * What a user names to be read: a service manifest, a folder, a descriptor or an archive by its path; a descriptor or an
 * archive also by its {@code http(s)} URL. The only place that finds out which of them it is.
 */
record PackageArgument(String text) {

    boolean isUrl() {
        return OvfPackage.isUrl(text);
    }

    boolean isArchive() {
        return OvfPackage.isArchive(text);
    }

    /** Whether it is a service manifest in YAML. */
    boolean isManifest() {
        return ServicePackage.isManifest(text);
    }

    /** Where it is on this machine; only for what is not a URL. */
    Path path() {
        return Path.of(text);
    }

    /**
     * Where a command puts its result that replaces what it was given.
     *
     * @throws CommandFailure for a URL
     */
    Path placeOfResult() {
        if (isUrl()) {
            throw new CommandFailure(ExitCode.USAGE, text + " cannot be replaced; say with -o where the result goes");
        }
        return path();
    }

    /** Its descriptor; of an archive nothing behind it is read, of a manifest it is what a package of it would have. */
    OvfDocument descriptor() throws IOException {
        if (isManifest()) {
            try (ServicePackage service = service()) {
                return new DescriptorReader().read(text, service.content().descriptor());
            }
        }
        if (isArchive()) {
            return DescriptorProbe.read(text);
        }
        try (OvfPackage existing = open()) {
            return existing.document();
        }
    }

    /** The package; of a manifest there is none yet. */
    OvfPackage open() throws IOException {
        return OvfPackage.open(text);
    }

    /** The service that it describes, with its files. */
    ServicePackage service() throws IOException {
        return ServicePackage.open(text);
    }

    /**
     * The same, every file of it there.
     *
     * @throws CommandFailure naming those that are missing
     */
    ServicePackage completeService() throws IOException {
        ServicePackage service = service();
        List<String> missing = service.missingFiles();
        if (!missing.isEmpty()) {
            service.close();
            throw new CommandFailure(
                    ExitCode.ERROR,
                    text + ": there is no file '" + String.join("', '", missing)
                            + "'; put it beside the manifest or correct the manifest");
        }
        return service;
    }

    @Override
    public String toString() {
        return text;
    }
}
