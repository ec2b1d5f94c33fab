package org.openvman.provider.profile.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/**
 * DSP1033: tells clients which profiles this server conforms to and where their central instances are. It registers
 * what the other profiles declare, and itself.
 */
public final class RegistrationProfile implements Profile {
    private static final int DMTF = 2; // RegisteredOrganization
    private static final int NOT_ADVERTISED = 2;
    private static final int WS_IDENTIFY = 4;
    private static final int PROFILE = 2; // SpecificationType

    private final List<Registration<?>> registrations = new ArrayList<>();
    private final ClassView<Registration<?>> view;

    public RegistrationProfile(List<? extends Profile> profiles) {
        Source<Registration<?>> source =
                Source.few("InstanceID", (Inventory inventory) -> registrations.stream(), Registration::instanceId);
        this.view = ClassView.of("OpenVMAN_RegisteredProfile", source)
                .in(ClassView.INTEROP)
                .property("InstanceID", Registration::instanceId)
                .constant("RegisteredOrganization", DMTF)
                .property("RegisteredName", Registration::name)
                .property("RegisteredVersion", Registration::version)
                .constant("SpecificationType", PROFILE)
                .property(
                        "AdvertiseTypes",
                        registration -> List.of(registration.isAutonomous() ? WS_IDENTIFY : NOT_ADVERTISED))
                .property("ElementName", registration -> registration.document() + " " + registration.name())
                .method("GetCentralInstances", this::centralInstances)
                .build();
        profiles.forEach(profile -> registrations.addAll(profile.registrations()));
        registrations.add(new Registration<>("DSP1033", "Profile Registration", "1.1.0", view, ""));
    }

    private Outcome centralInstances(Registration<?> registration, MethodCall call) {
        return Outcome.completed("CentralInstances", call.pathsOf(registration.central()));
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(view);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        List<AssociationView<?, ?>> associations = new ArrayList<>();
        registrations.forEach(registration -> associations.add(conformance(registration)));
        associations.add(AssociationView.of(
                        "OpenVMAN_ReferencedProfile",
                        view.as("Antecedent"),
                        view.as("Dependent"),
                        (Inventory inventory, Registration<?> referenced) -> scoping(referenced))
                .in(ClassView.INTEROP)
                .build());
        return associations;
    }

    private <T> AssociationView<Registration<?>, T> conformance(Registration<T> registration) {
        AssociationView.Builder<Registration<?>, T> association = AssociationView.of(
                        "OpenVMAN_ElementConformsToProfile",
                        view.as("ConformantStandard"),
                        registration.central().as("ManagedElement"),
                        (Inventory inventory, Registration<?> asked) ->
                                asked == registration ? registration.central().all(inventory) : Stream.<T>empty())
                .in(ClassView.INTEROP);
        return (registration.live() ? association.live() : association).build();
    }

    private Stream<Registration<?>> scoping(Registration<?> referenced) {
        return registrations.stream().filter(candidate -> candidate.document().equals(referenced.scopedBy()));
    }
}
