package org.openvman.ovf.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.service.ServicePackage;
import picocli.CommandLine.Option;

/** Which deployment option of a package a user chooses. */
final class OptionChoice {
    @Option(
            names = "--deployment-option",
            paramLabel = "ID",
            description = "Choose this deployment option of the package (DSP0243, DeploymentOptionSection).")
    private @Nullable String id;

    boolean isMade() {
        return id != null;
    }

    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** The service as it is under the chosen option; as it was when none is chosen. */
    ServicePackage applyTo(ServicePackage service) {
        return id == null ? service : service.under(id);
    }
}
