package org.openvman.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.mof.MofDeclarations;
import org.openvman.schema.mof.MofParser;
import org.openvman.schema.mof.MofSource;

/**
 * Our MOF against the published schema: superclasses, properties, methods and every qualifier that programs act on must
 * be equal.
 */
class ReferenceSchemaTest {
    /** Texts for people, cross references and packaging: ours are our own, or left out. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "ClassConstraint",
            "Correlatable",
            "Description",
            "DisplayName",
            "MappingStrings",
            "MethodConstraint",
            "ModelCorrespondence",
            "PropertyConstraint",
            "UMLPackagePath",
            "XMLNamespaceName");

    /** The root file and two of qualifiers; a class has its file to itself. */
    private static final int FILES_WITHOUT_A_CLASS = 3;

    private static MofDeclarations parse(ReferenceSchema reference) {
        return new MofParser()
                .parse(MofSource.file(
                        reference.folder(), reference.rootFile().getFileName().toString()));
    }

    static Stream<ReferenceSchema> both() {
        return Stream.of(ReferenceSchema.finals(), ReferenceSchema.experimental());
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyFileOfTheSchemaIsReadAndFitsTogether(ReferenceSchema reference) {
        MofDeclarations read = parse(reference);
        assertThat(read.classes()).hasSize(reference.files().size() - FILES_WITHOUT_A_CLASS);
        assertThat(ClassRepository.of(read).classes()).hasSameSizeAs(read.classes());
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyFileIsReadByItself(ReferenceSchema reference) {
        MofParser parser = new MofParser(ClassRepository.load().qualifierDeclarations(), List.of());
        assertThat(reference.files()).hasSizeGreaterThan(1_600).allSatisfy(file -> {
            boolean declaresClass = file.getParent().getParent().equals(reference.folder());
            MofParser used = declaresClass ? parser : new MofParser();
            assertThat(used.parse(MofSource.file(file))).isNotNull();
        });
    }

    @Test
    void ourDmtfClassesAreThoseOfTheDmtf() {
        Map<String, CimClass> theirs = new TreeMap<>();
        parse(ReferenceSchema.experimental()).classes().forEach(declared -> theirs.put(declared.name(), declared));
        parse(ReferenceSchema.finals()).classes().forEach(declared -> theirs.put(declared.name(), declared));
        ClassRepository ours = ClassRepository.load();
        List<CimClass> shared = ours.classes().stream()
                .map(known -> ours.declared(known.name()).orElseThrow())
                .filter(declared -> declared.name().startsWith("CIM_"))
                .toList();
        assertThat(shared).hasSizeGreaterThan(150).allSatisfy(declared -> {
            assertThat(theirs).containsKey(declared.name());
            assertThat(compared(declared)).isEqualTo(compared(theirs.get(declared.name())));
        });
    }

    @Test
    void ourQualifierTypesAreThoseOfTheDmtf() {
        assertThat(ClassRepository.load().qualifierDeclarations())
                .containsExactlyInAnyOrderElementsOf(
                        parse(ReferenceSchema.finals()).qualifiers());
    }

    private static CimClass compared(CimClass declared) {
        return new CimClass(
                declared.name(),
                declared.superclass(),
                compared(declared.qualifiers()),
                declared.properties().stream()
                        .map(ReferenceSchemaTest::compared)
                        .toList(),
                declared.methods().stream().map(ReferenceSchemaTest::compared).toList());
    }

    private static CimPropertyDeclaration compared(CimPropertyDeclaration property) {
        return new CimPropertyDeclaration(
                property.name(),
                property.type(),
                property.array(),
                property.arraySize(),
                property.referenceClass(),
                property.defaultValue(),
                compared(property.qualifiers()),
                property.originClass(),
                property.propagated());
    }

    private static CimMethod compared(CimMethod method) {
        return new CimMethod(
                method.name(),
                method.returnType(),
                method.parameters().stream().map(ReferenceSchemaTest::compared).toList(),
                compared(method.qualifiers()),
                method.originClass(),
                method.propagated());
    }

    private static CimParameter compared(CimParameter parameter) {
        return new CimParameter(
                parameter.name(),
                parameter.type(),
                parameter.array(),
                parameter.referenceClass(),
                compared(parameter.qualifiers()));
    }

    private static List<Qualifier> compared(List<Qualifier> qualifiers) {
        return qualifiers.stream()
                .filter(qualifier -> !NOT_COMPARED.contains(qualifier.name()))
                .toList();
    }
}
