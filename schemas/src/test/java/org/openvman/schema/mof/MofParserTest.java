package org.openvman.schema.mof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.cim.QualifierScope;

class MofParserTest {
    private static final String QUALIFIERS = """
            Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
            Qualifier Indication : boolean = false, Scope(class, indication), Flavor(DisableOverride, ToSubclass);
            Qualifier Abstract : boolean = false, Scope(class, association, indication),
                Flavor(EnableOverride, Restricted);
            Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
            Qualifier In : boolean = true, Scope(parameter), Flavor(DisableOverride, ToSubclass);
            Qualifier Out : boolean = false, Scope(parameter), Flavor(DisableOverride, ToSubclass);
            Qualifier Max : uint32 = null, Scope(reference);
            Qualifier Values : string[], Scope(property, method, parameter),
                Flavor(EnableOverride, ToSubclass, Translatable);
            Qualifier Description : string = null, Scope(any), Flavor(EnableOverride, ToSubclass, Translatable);
            Qualifier EmbeddedInstance : string = null, Scope(property, method, parameter);
            Qualifier EmbeddedObject : boolean = false, Scope(property, method, parameter),
                Flavor(DisableOverride, ToSubclass);
            """;

    private static MofDeclarations parse(String mof) {
        return new MofParser().parse(MofSource.text("test.mof", QUALIFIERS + mof));
    }

    private static CimClass parseClass(String mof) {
        return parse(mof).classes().get(0);
    }

    private static CimPropertyDeclaration property(String declaration) {
        return parseClass("class X { " + declaration + " };").properties().get(0);
    }

    @Test
    void qualifierTypesHaveScopesFlavorsAndDefaults() {
        List<QualifierDeclaration> declared =
                new MofParser().parse(MofSource.text("q.mof", """
                                qualifier Lock : BOOLEAN = False, scope(Property, METHOD), FLAVOR(disableoverride);
                                Qualifier Steps : uint8[3] = {1, 2}, Scope(any), Flavor(Restricted, Translatable);
                                Qualifier Plain : string, Scope(class);
                                """)).qualifiers();
        assertThat(declared.get(0))
                .isEqualTo(new QualifierDeclaration(
                        "Lock",
                        CimType.BOOLEAN,
                        false,
                        OptionalInt.empty(),
                        false,
                        EnumSet.of(QualifierScope.PROPERTY, QualifierScope.METHOD),
                        false,
                        true,
                        false));
        assertThat(declared.get(1))
                .isEqualTo(new QualifierDeclaration(
                        "Steps",
                        CimType.UINT8,
                        true,
                        OptionalInt.of(3),
                        List.of(1, 2),
                        EnumSet.allOf(QualifierScope.class),
                        true,
                        false,
                        true));
        // DSP0004: EnableOverride and ToSubclass hold unless said otherwise.
        assertThat(declared.get(2).overridable()).isTrue();
        assertThat(declared.get(2).toSubclass()).isTrue();
        assertThat(declared.get(2).defaultValue()).isNull();
    }

    @Test
    void aClassHasASuperclassPropertiesReferencesAndMethods() {
        CimClass read = parseClass("""
                [Association, Description("ties " "things " // and a comment
                    "together")]
                class CIM_Tie : CIM_Base {
                  [key, Max(1)] CIM_Left REF Left;
                  [Key] CIM_Right ref Right = "root/virt:CIM_Right.Name=\\"a\\"";
                  string Names[];
                  uint16 Fixed[4] = {1, 2, 3, 4};
                  [Values {"a", "b"}]
                  uint32 Cut([In] CIM_Left REF Where, [In(false), Out] string Ends[], boolean Deep);
                };
                """);
        assertThat(read.name()).isEqualTo("CIM_Tie");
        assertThat(read.superclass()).contains("CIM_Base");
        assertThat(read.isAssociation()).isTrue();
        assertThat(read.qualifier("description")).map(Qualifier::value).contains("ties things together");
        assertThat(read.keys()).extracting(CimPropertyDeclaration::name).containsExactly("Left", "Right");
        assertThat(read.property("Left").orElseThrow().referenceClass()).contains("CIM_Left");
        assertThat(read.property("Left").orElseThrow().qualifier("Key"))
                .contains(new Qualifier("Key", CimType.BOOLEAN, false, true, false, true, false));
        assertThat(read.property("Right").orElseThrow().defaultValue())
                .isEqualTo(CimPath.parse("root/virt:CIM_Right.Name=\"a\""));
        assertThat(read.property("Names").orElseThrow().array()).isTrue();
        assertThat(read.property("Fixed").orElseThrow().arraySize()).hasValue(4);
        assertThat(read.property("Fixed").orElseThrow().defaultValue()).isEqualTo(List.of(1L, 2L, 3L, 4L));
        CimMethod method = read.method("Cut").orElseThrow();
        assertThat(method.returnType()).isEqualTo(CimType.UINT32);
        assertThat(method.parameter("Where").orElseThrow().referenceClass()).contains("CIM_Left");
        assertThat(method.parameter("Ends").orElseThrow().array()).isTrue();
        assertThat(method.parameter("Ends").orElseThrow().isIn()).isFalse();
        assertThat(method.parameter("Deep").orElseThrow().type()).isEqualTo(CimType.BOOLEAN);
    }

    @Test
    void anIndicationIsAClassWithTheQualifier() {
        assertThat(parseClass("[Indication, Abstract] class X { };").isIndication())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "uint8 P = 1011b, 11",
        "uint8 P = 017, 15",
        "uint8 P = 0, 0",
        "uint8 P = 00, 0",
        "sint16 P = -42, -42",
        "sint32 P = +7, 7",
        "uint64 P = 0xFFFFFFFFFFFFFFFF, 18446744073709551615",
        "sint64 P = -0x8000000000000000, -9223372036854775808",
        "uint16 P = 0X1b, 27"
    })
    void integersAreBinaryOctalDecimalOrHexadecimal(String declaration, BigInteger value) {
        assertThat(new BigInteger(String.valueOf(property(declaration + ";").defaultValue())))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"real32 P = 1.5, 1.5", "real64 P = -.25E+2, -25", "real64 P = 12, 12", "real64 P = 1.0e-3, 0.001"})
    void realsMayHaveAnExponent(String declaration, double value) {
        assertThat(property(declaration + ";").defaultValue()).isEqualTo(value);
    }

    @Test
    void charactersStringsBooleansAndDatetimes() {
        assertThat(property("char16 P = 'x';").defaultValue()).isEqualTo('x');
        assertThat(property("char16 P = '\\x20AC';").defaultValue()).isEqualTo('€');
        assertThat(property("char16 P = '\\'';").defaultValue()).isEqualTo('\'');
        assertThat(property("boolean P = TRUE;").defaultValue()).isEqualTo(true);
        assertThat(property("string P = null;").defaultValue()).isNull();
        assertThat(property("string P[] = {};").defaultValue()).isEqualTo(List.of());
        assertThat(property("datetime P = \"00000000000500.000000:000\";").defaultValue())
                .isEqualTo(new CimDateTime("00000000000500.000000:000"));
    }

    @Test
    void stringsJoinAndResolveTheirEscapes() {
        assertThat(property("string P = \"a\\t\" /* between */ \"b\\n\\\"c\\\"\\\\ \\x41\\x00e9 ö €\";")
                        .defaultValue())
                .isEqualTo("a\tb\n\"c\"\\ Aé ö €");
    }

    @Test
    void flavorsCanBeChangedWhereAQualifierIsUsed() {
        Qualifier used = property("[Description(\"x\") : DisableOverride Restricted] string P;")
                .qualifiers()
                .get(0);
        assertThat(used.overridable()).isFalse();
        assertThat(used.toSubclass()).isFalse();
        assertThat(used.translatable()).isTrue();
    }

    // DSP0004: alone, a boolean qualifier is true and any other is NULL.
    @Test
    void aQualifierWithoutAValue() {
        List<Qualifier> used = property("[Key, Description] string P;").qualifiers();
        assertThat(used.get(0).value()).isEqualTo(true);
        assertThat(used.get(1).value()).isNull();
    }

    @Test
    void aStringWithAnEmbeddedQualifierCarriesAnInstance() {
        assertThat(property("[EmbeddedInstance(\"CIM_Y\")] string P;").type()).isEqualTo(CimType.EMBEDDED);
        assertThat(property("[EmbeddedObject] string P[];").type()).isEqualTo(CimType.EMBEDDED);
        assertThat(property("[EmbeddedObject(false)] string P;").type()).isEqualTo(CimType.STRING);
    }

    // The DMTF schema has qualifiers called Association, Indication, Reference and Schema.
    @Test
    void keywordsCanBeNames() {
        CimClass read = parseClass("class Schema : Class { string Any; uint8 Scope; Instance REF Of; };");
        assertThat(read.name()).isEqualTo("Schema");
        assertThat(read.superclass()).contains("Class");
        assertThat(read.properties()).extracting(CimPropertyDeclaration::name).containsExactly("Any", "Scope", "Of");
    }

    @Test
    void pragmasThatAreNotForUsAreSkipped() {
        MofDeclarations read = parse("""
                #pragma locale ("en_US")
                #pragma source ("somewhere")
                # PRAGMA vendorthing ("x")
                class X { };
                """);
        assertThat(read.classes()).hasSize(1);
        assertThat(read.instances()).isEmpty();
    }

    @Test
    void aParserCanKnowDeclarationsBeforehand() {
        MofDeclarations first = parse("class X { [Key] string Name; };");
        MofDeclarations second = new MofParser(first.qualifiers(), first.classes())
                .parse(MofSource.text("more.mof", "[Abstract] class Y : X { }; instance of X { Name = \"a\"; };"));
        assertThat(second.qualifiers()).isEmpty();
        assertThat(second.classes()).extracting(CimClass::superclass).containsExactly(Optional.of("X"));
        assertThat(second.instances()).hasSize(1);
    }
}
