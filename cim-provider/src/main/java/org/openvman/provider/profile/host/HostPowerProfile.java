package org.openvman.provider.profile.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.provider.view.Profile;

/**
 * DSP1027 Power State Management: a host that answers is on. Hypervisors cannot switch their host on or off in a way that
 * could be relied on, so that no other state can be asked for; the capabilities say so.
 */
public final class HostPowerProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_PowerManagementService";
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:PowerManagement/";
    private static final int ON = 2;
    private static final long NOT_SUPPORTED = 1;

    private static final ClassView<HostInventory> SERVICE = HostService.of(
                    SERVICE_CLASS, "PowerManagement", "Power of ")
            .method("RequestPowerStateChange", HostPowerProfile::refuse)
            .build();

    private static final ClassView<HostInventory> CAPABILITIES = HostService.capabilities(
                    "OpenVMAN_PowerManagementCapabilities",
                    CAPABILITIES_PREFIX,
                    "What can be done with the power of ",
                    host -> true)
            .constant("PowerChangeCapabilities", List.of())
            .constant("PowerStatesSupported", List.of())
            .constant("RequestedPowerStatesSupported", List.of())
            .build();

    private static Outcome refuse(HostInventory host, MethodCall call) {
        return new Outcome.Refused(
                NOT_SUPPORTED, "host " + host.host().name() + " cannot be switched on or off from here");
    }

    /** Empty while the host does not answer: it may be off. */
    private static Optional<Integer> powerState(HostInventory host) {
        return host.host().communication() == Host.Communication.OK ? Optional.of(ON) : Optional.empty();
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(SERVICE, CAPABILITIES);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                HostService.hosted(SERVICE),
                HostService.withCapabilities(SERVICE, CAPABILITIES),
                AssociationView.of(
                                "OpenVMAN_AssociatedPowerManagementService",
                                SERVICE.as("ServiceProvided"),
                                HostProfile.HOST.as("UserOfService"),
                                (inventory, host) -> Stream.of(host))
                        .property("PowerState", (service, host) -> powerState(host))
                        .constant("RequestedPowerState", 12) // Not Applicable
                        .constant("AvailableRequestedPowerStates", List.of())
                        .build());
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1027", "Power State Management", "2.0.0", SERVICE, "DSP1052"));
    }
}
