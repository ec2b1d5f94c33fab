package org.openvman.endpoint.wsman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** What is written as XML is read back as the same, typed by the class. */
class InstanceXmlRoundTripTest {
    private static final ClassRepository CLASSES = ClassRepository.load();
    private static final InstanceXmlReader READER = new InstanceXmlReader(
            name -> CLASSES.find(name).orElseThrow(),
            "root/virt",
            WsmanFault.PARAMETER_NAME,
            WsmanFault.PARAMETER_TYPE_MISMATCH);

    @Test
    void settingsOfEveryText() {
        qt().forAll(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(0, 40), longs().between(0, 65_535))
                .check((text, number) -> {
                    CimInstance settings = settings(XmlText.clean(text), number);
                    return settings.equals(roundTrip(settings));
                });
    }

    private static CimInstance settings(String text, long number) {
        return CimInstance.of(
                "OpenVMAN_VirtualSystemSettingData",
                CimProperty.string("ElementName", text),
                CimProperty.of("Notes", CimType.STRING, List.of(text, "second")),
                CimProperty.of("AutomaticStartupAction", CimType.UINT16, number),
                CimProperty.of(
                        "AutomaticStartupActionDelay", CimType.DATETIME, new CimDateTime("00000001020304.500000:000")),
                CimProperty.of("CreationTime", CimType.DATETIME, new CimDateTime("20261122120000.250000-300")),
                CimProperty.ofNull("Caption", CimType.STRING));
    }

    private static CimInstance roundTrip(CimInstance instance) {
        XmlOutput out = start();
        InstanceXmlWriter.write(out, instance);
        XmlElement element = read(out).children().get(0);
        return READER.instance(element, CLASSES.find(instance.className()).orElseThrow());
    }

    @Test
    void argumentsWithReferencesAndEmbeddedInstances() {
        CimMethod method = CLASSES.find("CIM_VirtualSystemManagementService")
                .flatMap(declaration -> declaration.method("DefineSystem"))
                .orElseThrow();
        CimPath reference =
                new CimPath("root/virt", "OpenVMAN_VirtualSystemSettingData", Map.of("InstanceID", "OpenVMAN:a&b\"c"));
        List<CimArgument> arguments = List.of(
                CimArgument.of("SystemSettings", CimType.EMBEDDED, settings("<web> & co", 3)),
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(
                                CimInstance.of(
                                        "OpenVMAN_MemoryAllocationSettingData",
                                        CimProperty.of("VirtualQuantity", CimType.UINT64, "18446744073709551615")),
                                CimInstance.of(
                                        "OpenVMAN_StorageAllocationSettingData",
                                        CimProperty.of("HostResource", CimType.STRING, List.of("/a", "/b"))))),
                CimArgument.reference("ReferenceConfiguration", reference));

        XmlOutput out = start();
        InstanceXmlWriter.writeOutput(out, "urn:x", "DefineSystem", arguments, 0);
        XmlElement element = read(out).children().get(0);
        XmlElement withoutReturnValue = new XmlElement(
                element.namespace(),
                element.name(),
                element.attributes(),
                element.children().subList(0, element.children().size() - 1),
                "");

        assertThat(READER.arguments(withoutReturnValue, method)).isEqualTo(arguments);
    }

    @Test
    void referencesInsideOfReferences() {
        CimPath path = Model.path(Model.SYSTEM_DISK);
        XmlOutput out = start();
        EndpointReferenceXml.write(out, path);

        assertThat(EndpointReferenceXml.read(read(out).children().get(0), "root/other"))
                .isEqualTo(path);
    }

    private static XmlOutput start() {
        XmlOutput out = new XmlOutput();
        out.start(Namespace.SOAP, "Body");
        for (Namespace namespace : List.of(
                Namespace.SOAP, Namespace.ADDRESSING, Namespace.WSMAN, Namespace.CIM, Namespace.SCHEMA_INSTANCE)) {
            out.declare(namespace);
        }
        return out;
    }

    private static XmlElement read(XmlOutput out) {
        return new XmlElementReader(XmlLimits.DEFAULT).read(out.finish(), StandardCharsets.UTF_8);
    }
}
