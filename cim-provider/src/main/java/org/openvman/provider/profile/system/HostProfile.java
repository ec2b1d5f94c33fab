package org.openvman.provider.profile.system;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** The host computer system (DSP1052, as DSP1042 uses it). */
public final class HostProfile implements Profile {
    public static final String HOST_CLASS = "OpenVMAN_HostComputerSystem";

    /** One for each host of this endpoint. */
    public static final ClassView<HostInventory> HOST = ClassView.of(
                    HOST_CLASS, Source.keyed("Name", Inventory::hosts, HostProfile::find))
            .constant("CreationClassName", HOST_CLASS)
            .property("Name", host -> host.host().id().value())
            .property("ElementName", host -> host.host().name())
            .property(
                    "Caption",
                    host -> host.host().hypervisorType() + " host "
                            + host.host().name())
            .property(
                    "Description",
                    host -> host.host().hypervisorType() + " "
                            + host.host().hypervisorVersion() + " at "
                            + host.host().uri())
            .constant("NameFormat", "Other")
            .property("EnabledState", host -> isReachable(host) ? 2 : 0)
            .constant("RequestedState", 12) // Not Applicable
            .property("HealthState", host -> isReachable(host) ? 5 : 0)
            .property("OperationalStatus", host -> List.of(isReachable(host) ? 2 : 13)) // OK or Lost Communication
            .build();

    static boolean isReachable(HostInventory host) {
        return host.host().communication() == Host.Communication.OK;
    }

    /** The host of that name; empty for text that is no host id. */
    public static Optional<HostInventory> find(Inventory inventory, String id) {
        try {
            return inventory.host(new HostId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(HOST);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of();
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1052", "Computer System", "1.0.3", HOST, ""));
    }
}
