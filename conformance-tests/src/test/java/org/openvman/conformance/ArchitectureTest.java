package org.openvman.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The arrows of the design, kept by the build. Each rule says what it is good for. */
@AnalyzeClasses(
        packages = "org.openvman",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ImportOption.DoNotIncludePackageInfos.class,
            ArchitectureTest.OurHand.class
        })
class ArchitectureTest {
    /** What a generator wrote (the parser of MOF, the bindings of schemas) has its own rules. */
    static final class OurHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/MofGrammar")
                    && !location.contains("/jaxb/")
                    // Tests of other modules, when they come as jars.
                    && !location.contains("-tests.jar");
        }
    }

    // ---- modules: schemas <- ovf-tools <- cim-provider <- wsman-endpoint; conform stands alone ----

    @ArchTest
    static final ArchRule SCHEMAS_USE_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("org.openvman.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.openvman.ovf..",
                    "org.openvman.provider..",
                    "org.openvman.endpoint..",
                    "org.openvman.conformance..");

    @ArchTest
    static final ArchRule TOOLS_ARE_CLIENTS_OF_ENDPOINTS = noClasses()
            .that()
            .resideInAPackage("org.openvman.ovf..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.openvman.provider..", "org.openvman.endpoint..", "org.openvman.conformance..");

    @ArchTest
    static final ArchRule THE_PROVIDER_KNOWS_NO_PROTOCOL = noClasses()
            .that()
            .resideInAPackage("org.openvman.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.openvman.endpoint..", "org.openvman.conformance..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "jakarta.xml.ws..", "jakarta.xml.soap..");

    @ArchTest
    static final ArchRule THE_PROVIDER_READS_PACKAGES_AND_IS_NO_CLIENT = noClasses()
            .that()
            .resideInAPackage("org.openvman.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.openvman.ovf.client..", "org.openvman.ovf.cli..");

    // A bug in our own code must not be on both sides of a conformance check.
    @ArchTest
    static final ArchRule CONFORM_TALKS_OVER_THE_WIRE_ONLY = noClasses()
            .that()
            .resideInAPackage("org.openvman.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.openvman.schema..",
                    "org.openvman.ovf..",
                    "org.openvman.provider..",
                    "org.openvman.endpoint..");

    // ---- libraries behind their one door ----

    @ArchTest
    static final ArchRule ONLY_ONE_BACKEND_SEES_LIBVIRT = noClasses()
            .that()
            .resideOutsideOfPackage("org.openvman.provider.hypervisor.libvirt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.libvirt..", "com.sun.jna..");

    @ArchTest
    static final ArchRule ONLY_ENDPOINT_AND_CLIENT_SEE_CXF = noClasses()
            .that()
            .resideOutsideOfPackages("org.openvman.endpoint..", "org.openvman.ovf.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.cxf..");

    @ArchTest
    static final ArchRule SBLIM_STAYS_BEHIND_ITS_BRIDGE = noClasses()
            .that()
            .haveNameNotMatching("org\\.openvman\\.ovf\\.client\\.(Jsr48|CimXmlClient).*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.metricshub..");

    // JAXB types are nulls and lists that anyone may change: they end where XML is read or written.
    @ArchTest
    static final ArchRule JAXB_STAYS_WHERE_XML_IS_READ_AND_WRITTEN = noClasses()
            .that(resideInAPackage("org.openvman..")
                    .and(not(simpleNameEndingWith("Reader")))
                    .and(not(simpleNameEndingWith("Writer")))
                    .and(not(simpleNameEndingWith("Xml")))
                    .as("do not read or write XML"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.xml.bind..", "org.openvman.schema.jaxb..");

    @ArchTest
    static final ArchRule ONE_LOGGING_API = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j..");

    // ---- inside the provider ----

    @ArchTest
    static final ArchRule THE_VIEW_ENGINE_KNOWS_NO_PROFILE = noClasses()
            .that()
            .resideInAPackage("org.openvman.provider.view..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openvman.provider.profile..");

    @ArchTest
    static final ArchRule BACKENDS_KNOW_NO_CIM = noClasses()
            .that()
            .resideInAPackage("org.openvman.provider.hypervisor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.openvman.schema.cim..",
                    "org.openvman.provider.operation..",
                    "org.openvman.provider.view..",
                    "org.openvman.provider.profile..");

    @ArchTest
    static final ArchRule BACKENDS_KNOW_NOT_EACH_OTHER =
            slices().matching("org.openvman.provider.hypervisor.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule OPERATIONS_KNOW_NO_MODEL = noClasses()
            .that()
            .resideInAPackage("org.openvman.provider.operation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.openvman.provider.view..",
                    "org.openvman.provider.profile..",
                    "org.openvman.provider.hypervisor..");

    // ---- inside the endpoint ----

    @ArchTest
    static final ArchRule PROTOCOLS_KNOW_NOT_EACH_OTHER =
            slices().matching("org.openvman.endpoint.(wsman|cimxml)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule PROTOCOLS_CALL_OPERATIONS_ONLY = noClasses()
            .that()
            .resideInAnyPackage("org.openvman.endpoint.wsman..", "org.openvman.endpoint.cimxml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.openvman.provider.view..",
                    "org.openvman.provider.profile..",
                    "org.openvman.provider.hypervisor..",
                    "org.openvman.provider.service..",
                    "org.openvman.provider.store..");

    // ---- everywhere ----

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_LIBRARY =
            slices().matching("org.openvman.(schema|ovf).(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_PROVIDER =
            slices().matching("org.openvman.provider.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_ENDPOINT =
            slices().matching("org.openvman.endpoint.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_CONFORM =
            slices().matching("org.openvman.conformance.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_MUTABLE_STATIC_FIELDS = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes().that().areTopLevelClasses().should(beInANullMarkedPackage());

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                Package home = each.reflect().getPackage();
                if (!home.isAnnotationPresent(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(each, home + " has no @NullMarked"));
                }
            }
        };
    }

    // Names that say nothing of the job; a concept is missing behind each.
    @ArchTest
    static final ArchRule CLASSES_ARE_NOUNS_WITH_A_JOB =
            noClasses().should(haveANameThatEndsIn(Set.of("Helper", "Util", "Utils", "Manager", "Impl")));

    private static ArchCondition<JavaClass> haveANameThatEndsIn(Set<String> endings) {
        return new ArchCondition<>("have a name that ends in one of " + endings) {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                for (String ending : endings) {
                    if (each.getSimpleName().endsWith(ending)) {
                        events.add(SimpleConditionEvent.satisfied(each, each.getName()));
                    }
                }
            }
        };
    }
}
