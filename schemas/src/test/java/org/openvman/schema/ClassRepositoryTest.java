package org.openvman.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.mof.MofParser;
import org.openvman.schema.mof.MofSource;

class ClassRepositoryTest {
    private static final String QUALIFIERS = """
            Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
            Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
            Qualifier Abstract : boolean = false, Scope(class, association), Flavor(EnableOverride, Restricted);
            Qualifier Override : string = null, Scope(property, reference, method),
                Flavor(EnableOverride, Restricted);
            Qualifier Description : string = null, Scope(any), Flavor(EnableOverride, ToSubclass, Translatable);
            Qualifier EmbeddedInstance : string = null, Scope(property, method, parameter);
            """;

    private static ClassRepository repository(String mof) {
        return ClassRepository.of(new MofParser().parse(MofSource.text("test.mof", QUALIFIERS + mof)));
    }

    private static final ClassRepository FAMILY = repository("""
            class X_Child : X_Parent {
              [Override("Name"), Description("child")] string Name = "new";
              [Override("Part")] string Part;
              string Own;
              [Override("Do")] uint32 Do([Description("how")] string What);
            };
            [Abstract, Description("parent")]
            class X_Parent : X_Root { [Override("Name")] string Name = "old"; uint8 Middle; };
            [Abstract]
            class X_Root {
              [Key, Description("root")] string Name;
              [EmbeddedInstance("X_Root")] string Part;
              [Description("does")] uint32 Do(string What);
              uint32 Rest();
            };
            class X_Grandchild : X_Child { };
            class Y_Other { };
            """);

    @Test
    void namesAreFoundInAnySpelling() {
        assertThat(FAMILY.find("x_CHILD")).map(CimClass::name).contains("X_Child");
        assertThat(FAMILY.declared("X_CHILD").orElseThrow().property("Middle")).isEmpty();
        assertThat(FAMILY.find("X_None")).isEmpty();
        assertThat(FAMILY.qualifierDeclaration("KEY")).isPresent();
        assertThat(FAMILY.qualifierDeclarations()).hasSize(6);
    }

    @Test
    void theFamilyTreeIsKnownInBothDirections() {
        assertThat(FAMILY.roots()).containsExactly("X_Root", "Y_Other");
        assertThat(FAMILY.directSubclassesOf("x_root")).containsExactly("X_Parent");
        assertThat(FAMILY.subclassesOf("X_Root")).containsExactly("X_Parent", "X_Child", "X_Grandchild");
        assertThat(FAMILY.subclassesOf("X_None")).isEmpty();
        assertThat(FAMILY.isSubclass("X_GRANDCHILD", "x_root")).isTrue();
        assertThat(FAMILY.isSubclass("X_Root", "X_Root")).isTrue();
        assertThat(FAMILY.isSubclass("X_Root", "X_Child")).isFalse();
        assertThat(FAMILY.isSubclass("X_None", "X_None")).isFalse();
        assertThat(FAMILY.classes()).extracting(CimClass::name).startsWith("X_Root", "X_Parent", "X_Child");
    }

    @Test
    void inheritedPropertiesComeFirstAndSayWhereTheyAreFrom() {
        CimClass child = FAMILY.find("X_Child").orElseThrow();
        assertThat(child.properties())
                .extracting(CimPropertyDeclaration::name)
                .containsExactly("Name", "Part", "Middle", "Own");
        assertThat(child.properties())
                .extracting(CimPropertyDeclaration::originClass)
                .containsExactly("X_Root", "X_Root", "X_Parent", "X_Child");
        assertThat(child.properties())
                .extracting(CimPropertyDeclaration::propagated)
                .containsExactly(false, false, true, false);
    }

    @Test
    void anOverrideKeepsWhatItDoesNotChange() {
        CimPropertyDeclaration name =
                FAMILY.find("X_Child").orElseThrow().property("Name").orElseThrow();
        assertThat(name.isKey()).isTrue();
        assertThat(name.defaultValue()).isEqualTo("new");
        assertThat(name.qualifier("Description")).map(Qualifier::value).contains("child");
        CimPropertyDeclaration handedDown =
                FAMILY.find("X_Grandchild").orElseThrow().property("Name").orElseThrow();
        assertThat(handedDown.defaultValue()).isEqualTo("new");
        assertThat(handedDown.propagated()).isTrue();
        assertThat(handedDown.qualifier("Override")).isEmpty();
    }

    @Test
    void anEmbeddedInstanceStaysOneInSubclasses() {
        assertThat(FAMILY.find("X_Child").orElseThrow().property("Part"))
                .map(CimPropertyDeclaration::type)
                .contains(CimType.EMBEDDED);
    }

    @Test
    void qualifiersFollowTheirFlavors() {
        CimClass child = FAMILY.find("X_Child").orElseThrow();
        assertThat(child.isAbstract()).isFalse();
        assertThat(child.qualifier("Description")).map(Qualifier::value).contains("parent");
        assertThat(FAMILY.find("X_Parent").orElseThrow().isAbstract()).isTrue();
    }

    @Test
    void methodsAreInheritedAndOverridden() {
        CimClass child = FAMILY.find("X_Child").orElseThrow();
        assertThat(child.methods()).extracting(CimMethod::name).containsExactly("Do", "Rest");
        CimMethod overridden = child.method("do").orElseThrow();
        assertThat(overridden.originClass()).isEqualTo("X_Root");
        assertThat(overridden.propagated()).isFalse();
        assertThat(overridden.qualifier("Description")).map(Qualifier::value).contains("does");
        assertThat(child.method("Rest")).map(CimMethod::propagated).contains(true);
    }

    // One run names everything: who writes a schema should not have to repair it mistake by mistake.
    @Test
    void everyMistakeIsListedAtOnce() {
        SchemaException error = catchThrowableOfType(SchemaException.class, () -> repository("""
                        class X_Lost : X_None { };
                        class X_A : X_B { };
                        class X_B : X_A { };
                        class X_Root { [Key] string Name; string Text; uint8 Size; uint32 Do(); };
                        class X_Sub : X_Root {
                          [Key] string Second;
                          string Text;
                          [Override("Size")] uint16 Size;
                          [Override("Gone")] string Gone;
                          [Override("Name"), Key(false)] string Name;
                          [Override("Do")] uint16 Do();
                        };
                        class X_Wrong : X_Root { [Override("Name")] string Text; };
                        class X_Points { X_Root REF There; };
                        [Association] class X_One { [Key] X_None REF Only; };
                        [Association] class X_Two { X_Sub REF A; X_Sub REF B; };
                        [Association] class X_Wide : X_Two { [Override("A")] X_Root REF A; };
                        class X_Uses {
                          [EmbeddedInstance("X_None")] string In;
                          uint32 Do(X_None REF Who, [EmbeddedInstance("X_Nil")] string What[]);
                        };
                        """));
        assertThat(error.problems())
                .containsExactlyInAnyOrder(
                        "X_Lost: superclass X_None is not declared",
                        "X_A: is its own ancestor by way of X_A",
                        "X_B: is its own ancestor by way of X_B",
                        "X_Sub.Second: a new key, but X_Root has keys",
                        "X_Sub.Text: is inherited, too, and carries no Override",
                        "X_Sub.Size: is uint16, overrides uint8",
                        "X_Sub.Gone: overrides nothing",
                        "X_Sub.Name: qualifier Key is true above and cannot become false",
                        "X_Sub.Do: returns uint16, overrides uint32",
                        "X_Wrong.Text: Override names Name",
                        "X_Points: has references but is no association",
                        "X_One.Only: class X_None is not declared",
                        "X_One: an association with fewer than two references",
                        "X_Wide.A: refers to X_Root, which is no X_Sub",
                        "X_Uses.In: class X_None is not declared",
                        "X_Uses.Do.Who: class X_None is not declared",
                        "X_Uses.Do.What: class X_Nil is not declared");
        assertThat(error.getMessage().lines()).hasSize(18).first().isEqualTo("17 mistakes in the schema:");
    }

    @Test
    void nothingHandedOutCanBeChanged() {
        List<String> roots = FAMILY.roots();
        assertThat(roots).isUnmodifiable();
        assertThat(FAMILY.classes()).isUnmodifiable();
        assertThat(FAMILY.subclassesOf("X_Root")).isUnmodifiable();
    }
}
