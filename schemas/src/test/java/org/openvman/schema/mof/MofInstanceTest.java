package org.openvman.schema.mof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

class MofInstanceTest {
    private static final String CLASSES = """
            Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
            Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
            Qualifier EmbeddedInstance : string = null, Scope(property, method, parameter);
            Qualifier Override : string = null, Scope(property, reference, method),
                Flavor(EnableOverride, Restricted);
            class Base { [Key] string Name; uint64 Size; string Tags[]; };
            class Box : Base { [EmbeddedInstance("Base")] string Inside; [EmbeddedInstance("Base")] string Many[]; };
            class Bigger : Box { [Override("Inside")] string Inside; };
            [Association] class Tie { [Key] Base REF Left; [Key] Base REF Right; };
            """;

    private static List<CimInstance> parse(String mof) {
        return new MofParser().parse(MofSource.text("test.mof", CLASSES + mof)).instances();
    }

    @Test
    void valuesTakeTheTypesOfTheClass() {
        CimInstance read = parse("instance of box { name = \"a\"; SIZE = 5; Tags = {\"x\", \"y\"}; };")
                .get(0);
        assertThat(read.className()).isEqualTo("Box");
        assertThat(read.properties())
                .containsExactly(
                        CimProperty.string("Name", "a"),
                        CimProperty.of("Size", CimType.UINT64, BigInteger.valueOf(5)),
                        CimProperty.of("Tags", CimType.STRING, List.of("x", "y")));
    }

    @Test
    void keysMakeThePathInTheNamespaceOfThePragma() {
        List<CimInstance> read = parse("""
                #pragma namespace ("root/virt")
                instance of Base { Name = "a"; };
                instance of Base { Size = 5; };
                """);
        assertThat(read.get(0).path()).contains(CimPath.parse("root/virt:Base.Name=\"a\""));
        assertThat(read.get(1).path()).isEmpty();
    }

    // DSP0004: an alias may be used before the instance that declares it.
    @Test
    void aliasesReferForwardAndBack() {
        List<CimInstance> read = parse("""
                instance of Tie { Left = $Left; Right = $RIGHT; };
                instance of Base as $Left { Name = "l"; };
                instance of Box as $Right { Name = "r"; };
                """);
        assertThat(read.get(0).reference("Left")).contains(CimPath.parse("Base.Name=\"l\""));
        assertThat(read.get(0).reference("Right")).contains(CimPath.parse("Box.Name=\"r\""));
        assertThat(read.get(0).path()).map(path -> path.keys().size()).contains(2);
    }

    @Test
    void aClassCanHaveAnAliasToo() {
        CimInstance read = parse("class Other as $Other { }; instance of Tie { Left = $Other; };")
                .get(0);
        assertThat(read.reference("Left")).contains(CimPath.parse("Other"));
    }

    @Test
    void embeddedInstancesAreWrittenInPlaceOrAsText() {
        List<CimInstance> read = parse("""
                instance of Bigger {
                  Name = "box";
                  Inside = instance of Base { Name = "in"; };
                  Many = {instance of Base { Name = "in"; }, "instance of Base { Name = \\"in\\"; };"};
                };
                """);
        CimInstance inside = CimInstance.of("Base", CimProperty.string("Name", "in"));
        assertThat(read.get(0).value("Inside")).contains(inside);
        assertThat(read.get(0).elements("Many")).containsExactly(inside, inside);
    }

    @Test
    void mistakesNameTheThing() {
        assertRefused("instance of None { };", "class None is not declared");
        assertRefused("instance of Base { Color = 1; };", "class Base has no property Color");
        assertRefused("instance of Base { Name = \"a\"; NAME = \"b\"; };", "found Name a second time");
        assertRefused("instance of Tie { Left = $None; };", "alias $None is not declared");
        assertRefused("instance of Base { Name = $None; };", "found $None, expected a value of type string");
        assertRefused("instance of Base as $A { }; instance of Base as $a { };", "alias $a was declared before");
        assertRefused(
                "instance of Base as $A { }; instance of Tie { Left = $A; };",
                "alias $A stands for an instance that lacks values of its keys");
        assertRefused("instance of Tie as $T { Left = $T; Right = $T; };", "the keys of this instance refer to itself");
        assertRefused("instance of Box as $B { Inside = $B; };", "found $B, expected a value of type string");
        assertRefused(
                "instance of Box { Inside = \"class Y { };\"; };",
                "found other MOF in this string, expected one instance");
    }

    @Test
    void aKeyThatIsNullMakesNoPath() {
        assertThat(parse("instance of Tie { Left = \"Base.Name=\\\"a\\\"\"; Right = NULL; };")
                        .get(0)
                        .path())
                .isEmpty();
    }

    // Each level of keys that are paths doubles the length of the path.
    @Test
    void keysOfKeysAreBounded() {
        StringBuilder mof = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            mof.append("instance of Tie as $T" + i + " { Left = $T" + (i + 1) + "; Right = $T" + (i + 1) + "; };\n");
        }
        assertRefused(mof.toString(), "keys refer to keys more than 8 times in a row");
    }

    @Test
    void embeddedTextIsNamedInItsErrors() {
        assertThatThrownBy(() -> parse("instance of Box {\n Inside = \"instance of Base { Nme = 1; };\"; };"))
                .isInstanceOf(MofException.class)
                .hasMessageContaining("test.mof:11 (embedded instance):1:20: class Base has no property Nme");
    }

    private static void assertRefused(String mof, String message) {
        assertThatThrownBy(() -> parse(mof)).isInstanceOf(MofException.class).hasMessageContaining(message);
    }
}
