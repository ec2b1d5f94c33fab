package org.openvman.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.mof.MofDeclarations;
import org.openvman.schema.mof.MofParser;
import org.openvman.schema.mof.MofSource;
import org.openvman.schema.mof.MofWriter;

class BundledSchemaTest {
    private static final ClassRepository SCHEMA = ClassRepository.load();

    static List<CimClass> ourClasses() {
        return SCHEMA.classes().stream()
                .filter(known -> known.name().startsWith("OpenVMAN_"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ourClasses")
    void eachOfOurClassesIsADmtfClassWithTheSameKeys(CimClass ours) {
        CimClass theirs = ours;
        while (!theirs.name().startsWith("CIM_")) {
            theirs = SCHEMA.find(theirs.superclass().orElseThrow()).orElseThrow();
        }
        assertThat(ours.isAbstract()).isFalse();
        assertThat(ours.isAssociation()).isEqualTo(theirs.isAssociation());
        assertThat(ours.keys())
                .extracting(CimPropertyDeclaration::name)
                .containsExactlyElementsOf(
                        theirs.keys().stream().map(CimPropertyDeclaration::name).toList());
    }

    @Test
    void everyClassHasADescriptionOfItsOwn() {
        assertThat(SCHEMA.classes())
                .allSatisfy(known -> assertThat(SCHEMA.declared(known.name())
                                .flatMap(declared -> declared.qualifier("Description"))
                                .map(Qualifier::value))
                        .as(known.name())
                        .isPresent());
    }

    @Test
    void theMethodsOfTheServiceServiceAnswerWithAJob() {
        CimClass service = SCHEMA.find("OpenVMAN_ServiceManagementService").orElseThrow();
        for (String name :
                List.of("AdjustTier", "ScaleTier", "StopApplication", "StartApplication", "UndeployService")) {
            CimMethod method = service.method(name).orElseThrow();
            assertThat(method.returnType()).isEqualTo(CimType.UINT32);
            CimParameter job = method.parameter("Job").orElseThrow();
            assertThat(job.isOut()).isTrue();
            assertThat(job.isIn()).isFalse();
            assertThat(job.referenceClass()).contains("CIM_ConcreteJob");
            assertThat(method.qualifier("ValueMap").map(Qualifier::value))
                    .contains(List.of("0", "1", "2", "3", "4", "5", "6", "4096"));
        }
        assertThat(service.method("AdjustTier")
                        .flatMap(method -> method.parameter("ResourceSettings"))
                        .map(CimParameter::type))
                .contains(CimType.EMBEDDED);
    }

    // CIM_Error is an indication by declaration, though methods return it as an embedded instance.
    @Test
    void errorsAreIndicationsInTheSchema() {
        assertThat(SCHEMA.find("OpenVMAN_Error").orElseThrow().isIndication()).isTrue();
    }

    @Test
    void theWholeSchemaReadsBackFromWhatTheWriterMakesOfIt() {
        MofDeclarations read =
                new MofParser().parse(MofSource.resource(getClass().getClassLoader(), "mof", "openvman_schema.mof"));
        String written = new MofWriter(read.qualifiers()).write(read);
        assertThat(new MofParser().parse(MofSource.text("written.mof", written)))
                .isEqualTo(read);
    }
}
