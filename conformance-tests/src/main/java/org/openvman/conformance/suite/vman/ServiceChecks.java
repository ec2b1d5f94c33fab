package org.openvman.conformance.suite.vman;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** DSP1042 System Virtualization: the host, its service, and what they say they can do. */
final class ServiceChecks {
    /** CIM_VirtualSystemManagementCapabilities.SynchronousMethodsSupported. */
    private static final Map<String, String> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("2", "DefineSystem");
        METHODS.put("3", "DestroySystem");
        METHODS.put("5", "ModifyResourceSettings");
        METHODS.put("6", "ModifySystemSettings");
        METHODS.put("7", "RemoveResourceSettings");
        METHODS.put("10", "AddResourceSettings");
    }

    private ServiceChecks() {}

    static CheckGroup group(Virtualization virtualization) {
        return new CheckGroup("vman.service", "DSP1042")
                .mandatory("host", "host system", "There is a host, an instance of CIM_System", client -> {
                    Instance host = virtualization.host(client);
                    client.get(host.reference()).required("Name");
                })
                .conditional(
                        "hosted",
                        "CIM_HostedService",
                        "The host has one CIM_VirtualSystemManagementService",
                        virtualization::service)
                .mandatory(
                        "capabilities-of-host",
                        "CIM_ElementCapabilities",
                        "The host has one CIM_VirtualSystemManagementCapabilities",
                        client -> client.only(
                                virtualization.host(client),
                                "CIM_ElementCapabilities",
                                "CIM_VirtualSystemManagementCapabilities"))
                .conditional(
                        "capabilities-of-service",
                        "CIM_ElementCapabilities",
                        "The service has one CIM_VirtualSystemManagementCapabilities",
                        virtualization::capabilities)
                .mandatory(
                        "methods",
                        "CIM_VirtualSystemManagementCapabilities",
                        "Only methods that the service has are said to be supported, each in one list",
                        client -> methods(virtualization.capabilities(client)))
                .mandatory(
                        "types",
                        "CIM_VirtualSystemManagementCapabilities",
                        "VirtualSystemTypesSupported are of the form org:type",
                        client -> types(virtualization.capabilities(client)))
                .conditional(
                        "unsupported-methods",
                        "CIM_VirtualSystemManagementService",
                        "A method that is not said to be supported is refused as such",
                        client -> unsupported(client, virtualization));
    }

    private static void methods(Instance capabilities) {
        List<String> synchronous = capabilities.values("SynchronousMethodsSupported");
        List<String> asynchronous = capabilities.values("AsynchronousMethodsSupported");
        List<String> all = new ArrayList<>(synchronous);
        all.addAll(asynchronous);
        // 4, 8 and 9 name methods that the service class no longer has.
        List<String> strange =
                all.stream().filter(value -> !METHODS.containsKey(value)).toList();
        Expect.that(strange.isEmpty(), "values of " + METHODS.keySet(), strange);
        List<String> twice = synchronous.stream().filter(asynchronous::contains).toList();
        Expect.that(twice.isEmpty(), "each method in one of the lists", twice + " in both");
        Expect.that(!all.isEmpty(), "methods", "none");
    }

    private static void types(Instance capabilities) {
        List<String> types = capabilities.values("VirtualSystemTypesSupported");
        Expect.that(!types.isEmpty(), "a virtual system type", "none");
        for (String type : types) {
            Expect.that(type.matches("[^:\\s]+(:[^:\\s]+)+"), "org:type without blanks", type);
        }
    }

    private static void unsupported(Client client, Virtualization virtualization) {
        Instance capabilities = virtualization.capabilities(client);
        List<String> supported = new ArrayList<>(capabilities.values("SynchronousMethodsSupported"));
        supported.addAll(capabilities.values("AsynchronousMethodsSupported"));
        List<String> missing = METHODS.entrySet().stream()
                .filter(method -> !supported.contains(method.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (missing.isEmpty()) {
            throw new NotApplicable("all methods are supported");
        }
        for (String method : missing) {
            Expect.refused(client.invoke(virtualization.service(client).reference(), method, ""), 1);
        }
    }
}
