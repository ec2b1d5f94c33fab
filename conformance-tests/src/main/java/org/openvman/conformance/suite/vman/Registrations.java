package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Instance;

/** The registered profiles of the target, looked up once (DSP1033). */
final class Registrations {
    private final String interop;
    private @Nullable List<Instance> profiles;

    Registrations(String interop) {
        this.interop = interop;
    }

    /** All of them. */
    List<Instance> profiles(Client client) {
        if (profiles == null) {
            profiles = client.enumerate(
                    client.classReference("CIM_RegisteredProfile").inNamespace(interop));
        }
        return profiles;
    }

    /** The profile that is registered under one of the names. */
    Optional<Instance> find(Client client, String... names) {
        return profiles(client).stream()
                .filter(profile ->
                        List.of(names).contains(profile.text("RegisteredName").orElse("")))
                .findFirst();
    }

    /** Every registration of a profile, of which there is one for each use. */
    List<Instance> all(Client client, String name) {
        return profiles(client).stream()
                .filter(profile ->
                        profile.text("RegisteredName").filter(name::equals).isPresent())
                .toList();
    }

    Instance require(Client client, String... names) {
        return find(client, names)
                .orElseThrow(() -> new CheckFailure(
                        "a CIM_RegisteredProfile with RegisteredName " + String.join(" or ", names),
                        profiles(client).stream()
                                .map(profile -> profile.text("RegisteredName").orElse("none"))
                                .toList()
                                .toString()));
    }

    /**
     * What conforms to a profile by CIM_ElementConformsToProfile. The role matters: a registered profile is itself a
     * central instance of the profile Profile Registration.
     */
    List<Instance> conforming(Client client, Instance profile) {
        return client.associated(profile, "CIM_ElementConformsToProfile", "ConformantStandard", "");
    }
}
