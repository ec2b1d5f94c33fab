package org.openvman.conformance.suite.vman;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.XmlElement;

/** DSP1033 Profile Registration: how a client finds out what there is. */
final class RegistrationChecks {
    private static final String VERSION = "\\d+\\.\\d+\\.\\d+[a-z]*";

    private RegistrationChecks() {}

    static CheckGroup group(Registrations registrations) {
        return new CheckGroup("vman.registration", "DSP1033")
                .mandatory(
                        "interop",
                        "CIM_RegisteredProfile",
                        "Registered profiles can be enumerated in the interop namespace",
                        client -> Expect.that(!registrations.profiles(client).isEmpty(), "registered profiles", "none"))
                .mandatory(
                        "properties",
                        "CIM_RegisteredProfile",
                        "Each has InstanceID, RegisteredOrganization, RegisteredName, RegisteredVersion and"
                                + " AdvertiseTypes",
                        client -> registrations.profiles(client).forEach(RegistrationChecks::properties))
                .mandatory(
                        "instance-ids",
                        "CIM_RegisteredProfile",
                        "Their InstanceIDs differ",
                        client -> instanceIds(registrations.profiles(client)))
                .mandatory(
                        "system-virtualization",
                        "discovery",
                        "System Virtualization (DSP1042) is registered",
                        client -> registrations.require(client, "System Virtualization"))
                .mandatory(
                        "virtual-system",
                        "discovery",
                        "Virtual System (DSP1057) is registered",
                        client -> registrations.require(client, "Virtual System", "Virtual System Profile"))
                .mandatory(
                        "central-class",
                        "central class methodology",
                        "ElementConformsToProfile leads from System Virtualization to its central instances",
                        client -> {
                            Instance profile = registrations.require(client, "System Virtualization");
                            Expect.that(
                                    !registrations.conforming(client, profile).isEmpty(), "central instances", "none");
                        })
                .mandatory(
                        "back",
                        "central class methodology",
                        "ElementConformsToProfile leads back from a central instance to its profile",
                        client -> back(client, registrations))
                .optional(
                        "central-instances",
                        "GetCentralInstances",
                        "GetCentralInstances yields what the association yields",
                        client -> centralInstances(client, registrations))
                .conditional(
                        "referenced",
                        "scoping class methodology",
                        "Virtual System is referenced by System Virtualization",
                        client -> referenced(client, registrations));
    }

    private static void properties(Instance profile) {
        profile.required("InstanceID");
        profile.requiredNumber("RegisteredOrganization");
        profile.required("RegisteredName");
        String version = profile.required("RegisteredVersion");
        Expect.that(version.matches(VERSION), "RegisteredVersion as M.N.U", version);
        Expect.that(
                !profile.values("AdvertiseTypes").isEmpty(),
                "AdvertiseTypes in " + profile.required("InstanceID"),
                "none");
    }

    private static void instanceIds(List<Instance> profiles) {
        Set<String> seen = new HashSet<>();
        for (Instance profile : profiles) {
            String id = profile.required("InstanceID");
            Expect.that(seen.add(id), "each InstanceID once", id + " twice");
        }
    }

    private static void back(Client client, Registrations registrations) {
        Instance profile = registrations.require(client, "System Virtualization");
        Instance central = registrations.conforming(client, profile).stream()
                .findFirst()
                .orElseThrow(() -> new NotApplicable("no central instance"));
        boolean found = client.associated(central, "CIM_ElementConformsToProfile", "CIM_RegisteredProfile").stream()
                .anyMatch(back ->
                        back.reference().identity().equals(profile.reference().identity()));
        Expect.that(found, "a way back to " + profile.reference(), "none");
    }

    private static void centralInstances(Client client, Registrations registrations) {
        Instance profile = registrations.require(client, "System Virtualization");
        MethodAnswer answer = client.invoke(profile.reference(), "GetCentralInstances", "");
        Expect.supported(answer);
        answer.expect(0);
        Set<String> byMethod = new HashSet<>();
        for (XmlElement reference : answer.output("CentralInstances")) {
            byMethod.add(EndpointReference.read(reference).identity());
        }
        Set<String> byAssociation = new HashSet<>();
        registrations
                .conforming(client, profile)
                .forEach(central -> byAssociation.add(central.reference().identity()));
        Expect.that(byMethod.equals(byAssociation), byAssociation.toString(), byMethod);
    }

    private static void referenced(Client client, Registrations registrations) {
        Instance system = registrations.require(client, "Virtual System", "Virtual System Profile");
        List<Instance> around = client.associated(system, "CIM_ReferencedProfile", "CIM_RegisteredProfile");
        Expect.that(
                around.stream()
                        .anyMatch(profile -> profile.required("RegisteredName").equals("System Virtualization")),
                "System Virtualization through CIM_ReferencedProfile",
                around.stream()
                        .map(profile -> profile.required("RegisteredName"))
                        .toList());
    }
}
