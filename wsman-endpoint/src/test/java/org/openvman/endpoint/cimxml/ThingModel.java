package org.openvman.endpoint.cimxml;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;

/** Two classes, two things and a link between them, with a value of every type. */
final class ThingModel {
    static final String NAMESPACE = "root/virt";
    static final Qualifier KEY = new Qualifier("Key", CimType.BOOLEAN, false, true, false, true, false);

    static final CimClass BASE = new CimClass(
            "OVM_Base",
            Optional.empty(),
            List.of(new Qualifier("Description", CimType.STRING, false, "A base <class>", true, true, true)),
            List.of(declaration("Name", CimType.STRING, false, "OVM_Base", false, List.of(KEY))),
            List.of());

    static final CimClass THING = new CimClass(
            "OVM_Thing",
            Optional.of("OVM_Base"),
            List.of(),
            List.of(
                    declaration("Name", CimType.STRING, false, "OVM_Base", true, List.of(KEY)),
                    declaration("Size", CimType.UINT64, false, "OVM_Thing", false, List.of()),
                    declaration("Tags", CimType.STRING, true, "OVM_Thing", false, List.of())),
            List.of(
                    new CimMethod(
                            "Restart",
                            CimType.UINT32,
                            List.of(
                                    parameter("Mode", CimType.UINT16, false),
                                    parameter("Tags", CimType.STRING, true),
                                    parameter("Peer", CimType.REFERENCE, false)),
                            List.of(),
                            "OVM_Thing",
                            false),
                    new CimMethod(
                            "Change",
                            CimType.UINT32,
                            List.of(
                                    parameter("Mode", CimType.UINT16, false),
                                    parameter("Settings", CimType.EMBEDDED, true),
                                    parameter("Setting", CimType.EMBEDDED, false),
                                    parameter("Peers", CimType.REFERENCE, true),
                                    parameter("Job", CimType.REFERENCE, false)),
                            List.of(),
                            "OVM_Thing",
                            false)));

    static final CimClass LINK_CLASS = new CimClass(
            "OVM_Link",
            Optional.empty(),
            List.of(new Qualifier("Association", CimType.BOOLEAN, false, true, false, true, false)),
            List.of(reference("Antecedent"), reference("Dependent")),
            List.of());

    static final CimPath ONE = path("OVM_Thing", "one & \"only\"");
    static final CimPath TWO = path("OVM_Thing", "two");
    static final CimPath LINK = new CimPath(NAMESPACE, "OVM_Link", Map.of("Antecedent", ONE, "Dependent", TWO));

    static final CimInstance INNER = CimInstance.of(
            "OVM_Setting", CimProperty.of("Limit", CimType.UINT64, 4), CimProperty.string("Text", "<&>"));

    static final CimInstance THING_ONE = CimInstance.of(
                    "OVM_Thing",
                    CimProperty.string("Name", "one & \"only\""),
                    CimProperty.of("Size", CimType.UINT64, new BigInteger("18446744073709551615")),
                    CimProperty.of("Tags", CimType.STRING, List.of("a", " b ", "")),
                    CimProperty.ofNull("Owner", CimType.STRING),
                    CimProperty.of("Up", CimType.BOOLEAN, true),
                    CimProperty.of("Letter", CimType.CHAR16, 'x'),
                    CimProperty.of("Load", CimType.REAL64, 1.5e10),
                    CimProperty.of("Since", CimType.DATETIME, new CimDateTime("20261122150000.000000+000")),
                    CimProperty.of("Setting", CimType.EMBEDDED, INNER),
                    CimProperty.of("Settings", CimType.EMBEDDED, List.of(INNER, INNER)),
                    CimProperty.string("Control", "\u0001 is no XML"))
            .withPath(ONE);
    static final CimInstance THING_TWO =
            CimInstance.of("OVM_Thing", CimProperty.string("Name", "two")).withPath(TWO);
    static final CimInstance LINKED = CimInstance.of(
                    "OVM_Link", CimProperty.reference("Antecedent", ONE), CimProperty.reference("Dependent", TWO))
            .withPath(LINK);

    private ThingModel() {}

    static CimPath path(String className, String name) {
        return new CimPath(NAMESPACE, className, Map.of("Name", name));
    }

    private static CimPropertyDeclaration declaration(
            String name, CimType type, boolean array, String origin, boolean propagated, List<Qualifier> qualifiers) {
        return new CimPropertyDeclaration(
                name, type, array, OptionalInt.empty(), Optional.empty(), null, qualifiers, origin, propagated);
    }

    private static CimPropertyDeclaration reference(String name) {
        return new CimPropertyDeclaration(
                name,
                CimType.REFERENCE,
                false,
                OptionalInt.empty(),
                Optional.of("OVM_Thing"),
                null,
                List.of(KEY),
                "OVM_Link",
                false);
    }

    private static CimParameter parameter(String name, CimType type, boolean array) {
        return new CimParameter(name, type, array, Optional.empty(), List.of());
    }
}
