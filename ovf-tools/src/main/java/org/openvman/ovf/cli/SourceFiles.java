package org.openvman.ovf.cli;

import java.nio.file.Path;
import java.util.List;
import org.openvman.ovf.service.ServicePackage;

/** The files that a manifest names and that a package of it needs. */
final class SourceFiles {
    private SourceFiles() {}

    /** @throws CommandFailure naming those that are missing */
    static void requireAll(Path manifest, ServicePackage service) {
        List<String> missing = service.missingFiles();
        if (!missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    manifest + ": there is no file '" + String.join("', '", missing)
                            + "'; put it beside the manifest or correct the manifest");
        }
    }
}
