package org.openvman.provider.profile.service;

import java.util.Optional;
import org.openvman.ovf.service.DeploymentOptions;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.packages.PackageFolder;
import org.openvman.provider.service.DeployRequest;
import org.openvman.provider.view.MethodCall;

/**
 * The arguments of InstallFromURI as our description of it in the schema defines them: the URI {@code package:NAME}, and
 * the texts of {@link DeploymentOptions}.
 */
final class InstallOptions {
    private InstallOptions() {}

    static DeployRequest request(HostId host, MethodCall call) {
        String uri = call.text("URI").orElseThrow(() -> call.missing("URI"));
        try {
            DeploymentOptions options = DeploymentOptions.parse(call.texts("InstallOptionsValues"));
            return new DeployRequest(
                    PackageFolder.name(uri),
                    options.service(),
                    options.networks(),
                    options.properties(),
                    Optional.of(options.host().map(HostId::new).orElse(host)));
        } catch (IllegalArgumentException e) {
            throw call.invalid(String.valueOf(e.getMessage()));
        }
    }
}
