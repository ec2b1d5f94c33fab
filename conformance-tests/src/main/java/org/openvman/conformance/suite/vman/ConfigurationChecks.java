package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;

/** DSP1057 Virtual System: the system, its configurations, its devices, and the ways between them. */
final class ConfigurationChecks {
    private ConfigurationChecks() {}

    static CheckGroup group(Registrations registrations, TestSystem system) {
        return new CheckGroup("vman.configuration", "DSP1057")
                .mandatory(
                        "properties",
                        "CIM_ComputerSystem",
                        "The system has Name, ElementName, EnabledState, RequestedState, HealthState and"
                                + " OperationalStatus",
                        client -> properties(system.instance(client)))
                .mandatory(
                        "conforms",
                        "CIM_ElementConformsToProfile",
                        "The system conforms to the profile Virtual System",
                        client -> conforms(client, registrations, system))
                .mandatory(
                        "state",
                        "CIM_SettingsDefineState",
                        "The settings of the system as it is are reached by SettingsDefineState",
                        client -> settings(system.state(client)))
                .mandatory(
                        "state-back",
                        "CIM_SettingsDefineState",
                        "The way leads back from the settings to the system",
                        client -> {
                            Instance owner =
                                    client.only(system.state(client), "CIM_SettingsDefineState", "CIM_ComputerSystem");
                            String identity = system.reference(client).identity();
                            Expect.that(owner.reference().identity().equals(identity), identity, owner.reference());
                        })
                .mandatory(
                        "definition",
                        "CIM_ElementSettingData",
                        "The settings with which it starts next are reached from those: IsDefault 1, IsNext 1",
                        client -> definition(client, system))
                .mandatory(
                        "components",
                        "CIM_VirtualSystemSettingDataComponent",
                        "A configuration has the allocation settings that were asked for",
                        client -> components(client, system.state(client)))
                .mandatory(
                        "definition-components",
                        "CIM_VirtualSystemSettingDataComponent",
                        "The recorded configuration has them, too",
                        client -> components(client, system.definition(client)))
                .mandatory("devices", "CIM_SystemDevice", "The system has its devices", client -> {
                    List<Instance> devices = devices(client, system);
                    Expect.that(!devices.isEmpty(), "devices through CIM_SystemDevice", "none");
                    devices.forEach(device -> client.get(device.reference()).required("DeviceID"));
                })
                .mandatory(
                        "device-settings",
                        "CIM_SettingsDefineState",
                        "The allocation setting of each device is one of those of the system",
                        client -> deviceSettings(client, system))
                .mandatory(
                        "setting-definition",
                        "CIM_ElementSettingData",
                        "Each allocation setting of the present leads to that of the next start",
                        client -> settingDefinitions(client, system))
                .mandatory(
                        "instance-ids",
                        "CIM_SettingData.InstanceID",
                        "InstanceIDs of settings are of the form organization:local",
                        client -> instanceIds(client, system));
    }

    private static void properties(Instance system) {
        system.required("Name");
        system.required("CreationClassName");
        system.required("ElementName");
        system.requiredNumber("EnabledState");
        system.requiredNumber("RequestedState");
        system.requiredNumber("HealthState");
        Expect.that(!system.values("OperationalStatus").isEmpty(), "OperationalStatus", "none");
    }

    private static void conforms(Client client, Registrations registrations, TestSystem system) {
        Instance profile = registrations.require(client, "Virtual System", "Virtual System Profile");
        boolean found =
                client
                        .associated(system.instance(client), "CIM_ElementConformsToProfile", "CIM_RegisteredProfile")
                        .stream()
                        .anyMatch(each -> each.reference()
                                .identity()
                                .equals(profile.reference().identity()));
        Expect.that(found, "the profile through CIM_ElementConformsToProfile", "none");
    }

    private static void settings(Instance settings) {
        settings.required("InstanceID");
        settings.required("ElementName");
        settings.required("VirtualSystemIdentifier");
        String type = settings.required("VirtualSystemType");
        Expect.that(type.matches("[^:\\s]+(:[^:\\s]+)+"), "VirtualSystemType as org:type", type);
    }

    private static void definition(Client client, TestSystem system) {
        Instance state = system.state(client);
        List<Instance> links = client.associations(state, "CIM_ElementSettingData").stream()
                .filter(link -> link.referenced("ManagedElement")
                        .map(EndpointReference::identity)
                        .filter(state.reference().identity()::equals)
                        .isPresent())
                .toList();
        boolean marked = links.stream()
                .anyMatch(link -> link.text("IsDefault").filter("1"::equals).isPresent()
                        && link.text("IsNext").filter("1"::equals).isPresent());
        Expect.that(marked, "CIM_ElementSettingData with IsDefault 1 and IsNext 1", links.size() + " without");
        settings(system.definition(client));
    }

    private static void components(Client client, Instance configuration) {
        Set<Long> types = TestSystem.resources(client, configuration).stream()
                .map(setting -> setting.requiredNumber("ResourceType"))
                .collect(Collectors.toSet());
        Expect.that(types.contains((long) ResourceKind.PROCESSOR.code()), "a processor (3)", types);
        Expect.that(types.contains((long) ResourceKind.MEMORY.code()), "memory (4)", types);
        Instance memory = TestSystem.resource(client, configuration, ResourceKind.MEMORY);
        memory.requiredNumber("VirtualQuantity");
    }

    private static List<Instance> devices(Client client, TestSystem system) {
        return client.associated(system.instance(client), "CIM_SystemDevice", "CIM_LogicalDevice");
    }

    private static void deviceSettings(Client client, TestSystem system) {
        Set<String> own = identities(TestSystem.resources(client, system.state(client)));
        for (Instance device : devices(client, system)) {
            Instance setting = client.only(device, "CIM_SettingsDefineState", "CIM_ResourceAllocationSettingData");
            Expect.that(
                    own.contains(setting.reference().identity()),
                    "one of the allocation settings of the system",
                    setting.reference());
        }
    }

    private static void settingDefinitions(Client client, TestSystem system) {
        Set<String> recorded = identities(TestSystem.resources(client, system.definition(client)));
        List<Instance> current = TestSystem.resources(client, system.state(client));
        if (current.isEmpty()) {
            throw new NotApplicable("the system has no allocation settings");
        }
        for (Instance setting : current) {
            Instance next = client.only(setting, "CIM_ElementSettingData", "CIM_ResourceAllocationSettingData");
            Expect.that(
                    recorded.contains(next.reference().identity()),
                    "one of the recorded allocation settings",
                    next.reference());
        }
    }

    private static void instanceIds(Client client, TestSystem system) {
        Instance state = system.state(client);
        check(state);
        TestSystem.resources(client, state).forEach(ConfigurationChecks::check);
    }

    private static void check(Instance setting) {
        String id = setting.required("InstanceID");
        Expect.that(id.matches("[^:]+:.+"), "InstanceID as organization:local", id);
    }

    private static Set<String> identities(List<Instance> instances) {
        return instances.stream()
                .map(instance -> instance.reference().identity())
                .collect(Collectors.toSet());
    }
}
