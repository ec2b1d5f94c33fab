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

/** DSP1053 Base Metrics: what is measured, the values, and the service that collects them. */
final class MetricChecks {
    private static final int COUNTER = 3;
    private static final int INTERVAL = 3;
    private static final long ENABLE = 2;
    private static final long DISABLE = 3;
    private static final String SHOW_METRICS = "4";
    private static final String CONTROL_METRICS = "2";
    private static final String GET_METRIC_VALUES = "6";

    private MetricChecks() {}

    static CheckGroup group(Registrations registrations, Virtualization virtualization) {
        return new CheckGroup("vman.metrics", "DSP1053")
                .conditional(
                        "definitions",
                        "CIM_BaseMetricDefinition",
                        "A definition has Id, Name, DataType, ChangeType, TimeScope, GatheringType and a unit",
                        client -> definitions(client, registrations).forEach(MetricChecks::definition))
                .conditional(
                        "definition-ids",
                        "CIM_BaseMetricDefinition.Id",
                        "The Ids of definitions differ",
                        client -> ids(definitions(client, registrations)))
                .conditional(
                        "host",
                        "CIM_MetricDefForME",
                        "There are metrics of the host",
                        client -> definitionsOfHost(client, registrations, virtualization))
                .conditional(
                        "values",
                        "CIM_BaseMetricValue",
                        "A value has InstanceID, TimeStamp and a MetricValue that its definition's DataType can read",
                        client -> values(client, registrations, virtualization).forEach(value -> value(client, value)))
                .conditional(
                        "value-to-element",
                        "CIM_MetricForME",
                        "A value leads to the element that it was measured at",
                        client -> elements(client, registrations, virtualization))
                .conditional(
                        "service",
                        "CIM_MetricService",
                        "A metric service says by its capabilities what it can do",
                        client -> capabilities(client, registrations, virtualization))
                .conditional(
                        "show",
                        "CIM_MetricService.ShowMetrics",
                        "ShowMetrics of the host yields its metrics, with as many names as definitions",
                        client -> show(client, registrations, virtualization))
                .conditional(
                        "control",
                        "CIM_MetricService.ControlMetrics",
                        "A metric that is switched off is shown as such, and one that is switched on again",
                        client -> control(client, registrations, virtualization))
                .conditional(
                        "get-values",
                        "CIM_MetricService.GetMetricValues",
                        "GetMetricValues yields no more than Count values",
                        client -> getValues(client, registrations, virtualization));
    }

    private static List<Instance> definitions(Client client, Registrations registrations) {
        requireMetrics(client, registrations);
        return client.enumerate("CIM_BaseMetricDefinition");
    }

    private static void requireMetrics(Client client, Registrations registrations) {
        if (registrations.find(client, "Base Metrics").isEmpty()) {
            throw new NotApplicable("Base Metrics is not registered");
        }
    }

    private static void definition(Instance definition) {
        String id = definition.required("Id");
        definition.required("Name");
        long type = definition.requiredNumber("DataType");
        Expect.that(type >= 1 && type <= 14, id + " with a DataType of 1 to 14", type);
        definition.requiredNumber("TimeScope");
        definition.requiredNumber("GatheringType");
        long change = definition.requiredNumber("ChangeType");
        long scope = definition.requiredNumber("TimeScope");
        Expect.that(change != COUNTER || scope != INTERVAL, id + ": a counter that goes on from its start", "Interval");
        Expect.that(
                definition
                        .text("ProgrammaticUnits")
                        .or(() -> definition.text("Units"))
                        .isPresent(),
                id + " with ProgrammaticUnits",
                "none");
    }

    private static void ids(List<Instance> definitions) {
        Set<String> seen = new HashSet<>();
        for (Instance definition : definitions) {
            String id = definition.required("Id");
            Expect.that(seen.add(id), "each Id once", id + " twice");
        }
    }

    private static List<Instance> definitionsOfHost(
            Client client, Registrations registrations, Virtualization virtualization) {
        requireMetrics(client, registrations);
        List<Instance> found =
                client.associated(virtualization.host(client), "CIM_MetricDefForME", "CIM_BaseMetricDefinition");
        Expect.that(!found.isEmpty(), "CIM_BaseMetricDefinition through CIM_MetricDefForME of the host", "none");
        return found;
    }

    private static List<Instance> values(Client client, Registrations registrations, Virtualization virtualization) {
        requireMetrics(client, registrations);
        List<Instance> found = client.associated(virtualization.host(client), "CIM_MetricForME", "CIM_BaseMetricValue");
        if (found.isEmpty()) {
            throw new NotApplicable("nothing of the host itself is measured");
        }
        return found;
    }

    private static void value(Client client, Instance value) {
        String id = value.required("InstanceID");
        value.required("TimeStamp");
        Instance definition = client.only(value, "CIM_MetricInstance", "CIM_BaseMetricDefinition");
        Expect.that(
                definition.required("Id").equals(value.required("MetricDefinitionId")),
                id + " with the Id of its definition",
                value.required("MetricDefinitionId"));
        String text = value.required("MetricValue");
        boolean readable = switch ((int) definition.requiredNumber("DataType")) {
            case 11, 12, 13, 14 -> text.matches("\\d+");
            case 6, 7, 8, 9 -> text.matches("-?\\d+");
            case 4, 5 -> text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
            case 1 -> text.matches("(?i)true|false");
            default -> true;
        };
        Expect.that(readable, id + " as DataType " + definition.requiredNumber("DataType"), text);
    }

    private static void elements(Client client, Registrations registrations, Virtualization virtualization) {
        String host = virtualization.host(client).reference().identity();
        for (Instance value : values(client, registrations, virtualization)) {
            Instance element = client.only(value, "CIM_MetricForME", "CIM_System");
            Expect.that(element.reference().identity().equals(host), host, element.reference());
        }
    }

    private static Instance service(Client client, Registrations registrations, Virtualization virtualization) {
        requireMetrics(client, registrations);
        List<Instance> services =
                client.associated(virtualization.host(client), "CIM_HostedService", "CIM_MetricService");
        if (services.isEmpty()) {
            throw new NotApplicable("the host has no CIM_MetricService");
        }
        return services.get(0);
    }

    private static Instance capabilities(Client client, Registrations registrations, Virtualization virtualization) {
        Instance capabilities = client.only(
                service(client, registrations, virtualization),
                "CIM_ElementCapabilities",
                "CIM_MetricServiceCapabilities");
        List<String> strange = capabilities.values("SupportedMethods").stream()
                .filter(method -> !method.matches("[2-7]|3276[89]|327[7-9]\\d|32[89]\\d\\d|3[3-9]\\d{3}|[4-6]\\d{4}"))
                .toList();
        Expect.that(strange.isEmpty(), "SupportedMethods of 2 to 7 or of the vendor", strange);
        return capabilities;
    }

    private static EndpointReference serviceWith(
            String method, Client client, Registrations registrations, Virtualization virtualization) {
        if (!capabilities(client, registrations, virtualization)
                .values("SupportedMethods")
                .contains(method)) {
            throw new NotApplicable("the service does not support this method, and says so");
        }
        return service(client, registrations, virtualization).reference();
    }

    private static void show(Client client, Registrations registrations, Virtualization virtualization) {
        EndpointReference service = serviceWith(SHOW_METRICS, client, registrations, virtualization);
        EndpointReference host = virtualization.host(client).reference();

        MethodAnswer answer =
                client.invoke(service, "ShowMetrics", host.toXml("p:Subject")).expect(0);

        int expected = definitionsOfHost(client, registrations, virtualization).size();
        for (String parameter : List.of("DefinitionList", "MetricNames", "MetricCollectionEnabled")) {
            int got = answer.output(parameter).size();
            Expect.that(got == expected, expected + " elements of " + parameter, got);
        }
    }

    private static void control(Client client, Registrations registrations, Virtualization virtualization) {
        EndpointReference service = serviceWith(CONTROL_METRICS, client, registrations, virtualization);
        EndpointReference host = virtualization.host(client).reference();
        Instance metric =
                definitionsOfHost(client, registrations, virtualization).get(0);
        String both = host.toXml("p:Subject") + metric.reference().toXml("p:Definition");
        try {
            switched(client, service, both, DISABLE);
            Expect.that(
                    enabled(client, service, both) == DISABLE,
                    "MetricCollectionEnabled 3 (Disabled)",
                    enabled(client, service, both));
        } finally {
            switched(client, service, both, ENABLE);
        }
        Expect.that(
                enabled(client, service, both) == ENABLE,
                "MetricCollectionEnabled 2 (Enabled)",
                enabled(client, service, both));
    }

    private static void switched(Client client, EndpointReference service, String both, long enabled) {
        client.invoke(
                        service,
                        "ControlMetrics",
                        both + "<p:MetricCollectionEnabled>" + enabled + "</p:MetricCollectionEnabled>")
                .expect(0);
    }

    private static long enabled(Client client, EndpointReference service, String both) {
        List<XmlElement> enabled =
                client.invoke(service, "ShowMetrics", both).expect(0).output("MetricCollectionEnabled");
        Expect.that(enabled.size() == 1, "one MetricCollectionEnabled", enabled.size());
        return Long.parseLong(enabled.get(0).text());
    }

    private static void getValues(Client client, Registrations registrations, Virtualization virtualization) {
        EndpointReference service = serviceWith(GET_METRIC_VALUES, client, registrations, virtualization);
        Instance value = values(client, registrations, virtualization).get(0);
        Instance definition = client.only(value, "CIM_MetricInstance", "CIM_BaseMetricDefinition");

        List<XmlElement> values = client.invoke(
                        service,
                        "GetMetricValues",
                        definition.reference().toXml("p:Definition") + "<p:Range>3</p:Range><p:Count>1</p:Count>")
                .expect(0)
                .output("Values");

        Expect.that(values.size() == 1, "one value", values.size());
        Instance found = client.get(EndpointReference.read(values.get(0)));
        Expect.that(
                found.required("MetricDefinitionId").equals(definition.required("Id")),
                "a value of " + definition.required("Id"),
                found.required("MetricDefinitionId"));
    }
}
