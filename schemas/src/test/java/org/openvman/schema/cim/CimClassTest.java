package org.openvman.schema.cim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CimClassTest {
    private static final Qualifier KEY = flag("Key", true);

    @Test
    void whatAClassIsFollowsFromItsQualifiers() {
        CimClass association = new CimClass(
                "CIM_X",
                Optional.empty(),
                List.of(flag("association", true), flag("Abstract", false)),
                List.of(reference("Antecedent", KEY), reference("Dependent"), text("Name", KEY)),
                List.of());
        assertThat(association.isAssociation()).isTrue();
        assertThat(association.isAbstract()).isFalse();
        assertThat(association.isIndication()).isFalse();
        assertThat(association.keys()).extracting(CimPropertyDeclaration::name).containsExactly("Antecedent", "Name");
        assertThat(association.references())
                .extracting(CimPropertyDeclaration::name)
                .containsExactly("Antecedent", "Dependent");
        assertThat(association.property("NAME"))
                .map(CimPropertyDeclaration::isRequired)
                .contains(true);
        assertThat(association.property("Other")).isEmpty();
    }

    // DSP0004, qualifier In: a parameter is an input unless it says otherwise; Out says nothing about that.
    @Test
    void aParameterIsAnInputUnlessItSaysOtherwise() {
        CimParameter plain = new CimParameter("A", CimType.STRING, false, Optional.empty(), List.of());
        CimParameter both = new CimParameter("B", CimType.STRING, false, Optional.empty(), List.of(flag("Out", true)));
        CimParameter out = new CimParameter(
                "C", CimType.STRING, false, Optional.empty(), List.of(flag("IN", false), flag("Out", true)));
        CimMethod method = new CimMethod("M", CimType.UINT32, List.of(plain, both, out), List.of(), "CIM_X", false);
        assertThat(method.parameters()).extracting(CimParameter::isIn).containsExactly(true, true, false);
        assertThat(method.parameters()).extracting(CimParameter::isOut).containsExactly(false, true, true);
        assertThat(method.parameter("c")).contains(out);
        assertThat(method.isStatic()).isFalse();
    }

    @Test
    void aQualifierTakesItsFlavorsFromTheDeclaration() {
        QualifierDeclaration declaration = new QualifierDeclaration(
                "Max",
                CimType.UINT32,
                false,
                OptionalInt.empty(),
                null,
                EnumSet.of(QualifierScope.REFERENCE),
                false,
                true,
                false);
        assertThat(declaration.with(1)).isEqualTo(new Qualifier("Max", CimType.UINT32, false, 1, false, true, false));
    }

    private static Qualifier flag(String name, boolean value) {
        return new Qualifier(name, CimType.BOOLEAN, false, value, false, true, false);
    }

    private static CimPropertyDeclaration reference(String name, Qualifier... qualifiers) {
        return new CimPropertyDeclaration(
                name,
                CimType.REFERENCE,
                false,
                OptionalInt.empty(),
                Optional.of("CIM_ManagedElement"),
                null,
                List.of(qualifiers),
                "CIM_X",
                false);
    }

    private static CimPropertyDeclaration text(String name, Qualifier... qualifiers) {
        return new CimPropertyDeclaration(
                name,
                CimType.STRING,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                null,
                List.of(qualifiers),
                "CIM_X",
                false);
    }
}
