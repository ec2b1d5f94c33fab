package org.openvman.provider.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/**
 * What {@link CimOperations} promises, asked of the provider itself and of every protocol in front of it. The provider
 * has a simulated host with systems that are running.
 */
public abstract class CimOperationsContract {
    protected static final RequestContext CONTEXT =
            new RequestContext("contract", new Principal("tester", Role.ADMINISTRATOR));

    private static final String NAMESPACE = "root/virt";
    private static final String SYSTEM = "OpenVMAN_ComputerSystem";
    private static final String DEVICES = "OpenVMAN_SystemDevice";

    /** What a protocol cannot say. This is the only place that knows; the tests ask here. */
    public enum Gap {
        /** DSP0227 maps instances and methods; the schema is not to be had over WS-Management. */
        CLASSES,
        /** WS-Management has fragments instead of property lists, and those are an optional feature. */
        PROPERTY_LISTS,
        /** Several statuses share one fault (DSP0227, CIM status to fault). */
        STATUSES
    }

    /** The operations to be judged. */
    protected abstract CimOperations operations();

    protected Set<Gap> gaps() {
        return Set.of();
    }

    private CimStatus asSeen(CimStatus status) {
        if (!gaps().contains(Gap.STATUSES)) {
            return status;
        }
        return switch (status) {
            case INVALID_NAMESPACE -> CimStatus.NOT_FOUND;
            case METHOD_NOT_FOUND -> CimStatus.NOT_SUPPORTED;
            default -> status;
        };
    }

    private void refused(CimStatus status, ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        CimException.class,
                        e -> assertThat(e.status()).as(e.getMessage()).isEqualTo(asSeen(status)));
    }

    private CimInstance get(CimPath path) {
        return operations().get(CONTEXT, path, PropertyFilter.ALL);
    }

    private static <T> List<T> all(Stream<T> results) {
        try (results) {
            return results.toList();
        }
    }

    private List<CimInstance> enumerate(String className) {
        return all(operations().enumerate(CONTEXT, NAMESPACE, className, PropertyFilter.ALL));
    }

    private CimInstance anySystem() {
        return enumerate(SYSTEM).get(0);
    }

    private CimPath anySystemPath() {
        return anySystem().path().orElseThrow();
    }

    @Test
    void getReturnsTheInstanceThatItsPathNames() {
        CimPath path = anySystemPath();

        CimInstance system = get(path);

        assertThat(system.className()).isEqualTo(SYSTEM);
        assertThat(system.path()).contains(path);
        assertThat(path.namespace()).isEqualTo(NAMESPACE);
        assertThat(system.string("Name")).isEqualTo(path.keyText("Name"));
    }

    @Test
    void valuesHaveTheTypesOfTheirDeclarations() {
        CimInstance system = anySystem();

        assertThat(system.property("EnabledState")).contains(CimProperty.of("EnabledState", CimType.UINT16, 2));
        assertThat(system.property("OperationalStatus"))
                .contains(CimProperty.of("OperationalStatus", CimType.UINT16, List.of(2)));
        assertThat(system.property("TimeOfLastStateChange").map(CimProperty::type))
                .contains(CimType.DATETIME);
        assertThat(enumerate("OpenVMAN_Memory")
                        .get(0)
                        .property("NumberOfBlocks")
                        .map(CimProperty::value))
                .hasValueSatisfying(blocks -> assertThat(blocks).isInstanceOf(BigInteger.class));
    }

    // DSP0200 GetInstance: the class of the path may be a superclass of that of the instance.
    @Test
    void getBySuperclassFindsTheInstanceInItsOwnClass() {
        CimPath path = anySystemPath();

        // Not className(): the SBLIM client gives an instance the class that was asked for, whatever the answer says.
        assertThat(get(path.withClassName("CIM_ComputerSystem")).string("CreationClassName"))
                .contains(SYSTEM);
    }

    @Test
    void getOfUnknownThingsTellsThemApart() {
        CimPath path = anySystemPath();

        refused(CimStatus.NOT_FOUND, () -> get(path.withKeys(Map.of("CreationClassName", SYSTEM, "Name", "nobody"))));
        refused(CimStatus.INVALID_CLASS, () -> get(path.withClassName("OpenVMAN_Nothing")));
        refused(CimStatus.INVALID_NAMESPACE, () -> get(path.withNamespace("root/nowhere")));
    }

    @Test
    void getWantsExactlyTheKeysOfTheClass() {
        CimPath path = anySystemPath();
        String name = path.keyText("Name").orElseThrow();

        refused(CimStatus.INVALID_PARAMETER, () -> get(path.withKeys(Map.of("Name", name))));
        refused(
                CimStatus.INVALID_PARAMETER,
                () -> get(path.withKeys(Map.of("CreationClassName", SYSTEM, "Name", name, "Colour", "red"))));
    }

    @Test
    void propertyListChoosesPropertiesAndIgnoresUnknownOnes() {
        assumeThat(gaps()).doesNotContain(Gap.PROPERTY_LISTS);
        PropertyFilter filter = PropertyFilter.only(List.of("elementname", "Colour"));

        CimInstance system = operations().get(CONTEXT, anySystemPath(), filter);
        CimInstance first =
                all(operations().enumerate(CONTEXT, NAMESPACE, SYSTEM, filter)).get(0);
        CimInstance bare = operations().get(CONTEXT, anySystemPath(), PropertyFilter.only(List.of()));

        assertThat(system.properties()).extracting(CimProperty::name).containsExactly("ElementName");
        assertThat(first.properties()).extracting(CimProperty::name).containsExactly("ElementName");
        assertThat(bare.properties()).isEmpty();
    }

    @Test
    void enumerationOfSuperclassHoldsTheInstancesOfItsSubclasses() {
        List<CimInstance> computers = enumerate("CIM_ComputerSystem");

        assertThat(computers).extracting(CimInstance::className).contains(SYSTEM, "OpenVMAN_HostComputerSystem");
        assertThat(computers.stream().filter(each -> each.className().equals(SYSTEM)))
                .hasSameSizeAs(enumerate(SYSTEM));
    }

    @Test
    void namesAreThePathsOfTheInstances() {
        List<CimPath> names = all(operations().enumerateNames(CONTEXT, NAMESPACE, SYSTEM));

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(enumerate(SYSTEM).stream()
                        .map(system -> system.path().orElseThrow())
                        .toList());
        assertThat(get(names.get(0)).className()).isEqualTo(SYSTEM);
    }

    @Test
    void enumerationMayEndEarly() {
        try (Stream<CimPath> names = operations().enumerateNames(CONTEXT, NAMESPACE, "CIM_ManagedElement")) {
            assertThat(names.iterator().next().namespace()).isEqualTo(NAMESPACE);
        }
    }

    @Test
    void enumerationOfUnknownThingsIsRefused() {
        refused(CimStatus.INVALID_CLASS, () -> enumerate("OpenVMAN_Nothing"));
        refused(CimStatus.INVALID_NAMESPACE, () -> all(operations().enumerateNames(CONTEXT, "root/nowhere", SYSTEM)));
    }

    @Test
    void associatorsAreFoundFromBothEnds() {
        CimPath system = anySystemPath();
        List<CimInstance> memories =
                associators(AssociationQuery.of(system).through(DEVICES).to("CIM_Memory"));

        assertThat(memories).extracting(CimInstance::className).containsExactly("OpenVMAN_Memory");
        CimPath memory = memories.get(0).path().orElseThrow();
        assertThat(associators(AssociationQuery.of(memory).through(DEVICES)))
                .extracting(found -> found.path().orElseThrow())
                .containsExactly(system);
    }

    @Test
    void everyFilterOfATraversalCounts() {
        AssociationQuery devices = AssociationQuery.of(anySystemPath()).through("CIM_SystemDevice");
        int count = associators(devices).size();

        assertThat(count).isGreaterThan(2);
        assertThat(associators(roles(devices, "GroupComponent", "PartComponent")))
                .hasSize(count);
        assertThat(associators(roles(devices, "PartComponent", null))).isEmpty();
        assertThat(associators(roles(devices, null, "GroupComponent"))).isEmpty();
        assertThat(associators(devices.to("CIM_LogicalDevice"))).hasSize(count);
        assertThat(associators(devices.to("CIM_Processor"))).hasSizeBetween(1, count - 1);
        assertThat(associators(devices.to("CIM_ResourcePool"))).isEmpty();
        assertThat(associators(AssociationQuery.of(anySystemPath()))).hasSizeGreaterThan(count);
    }

    private List<CimInstance> associators(AssociationQuery query) {
        List<CimInstance> found = all(operations().associators(CONTEXT, query, PropertyFilter.ALL));
        assertThat(all(operations().associatorNames(CONTEXT, query)))
                .containsExactlyInAnyOrderElementsOf(found.stream()
                        .map(instance -> instance.path().orElseThrow())
                        .toList());
        return found;
    }

    private static AssociationQuery roles(AssociationQuery query, String role, String resultRole) {
        return new AssociationQuery(
                query.source(),
                query.associationClass(),
                query.resultClass(),
                Optional.ofNullable(role),
                Optional.ofNullable(resultRole));
    }

    @Test
    void referencesAreTheAssociationsThemselves() {
        CimPath system = anySystemPath();
        AssociationQuery query = AssociationQuery.of(system).to(DEVICES);

        List<CimInstance> links = all(operations().references(CONTEXT, query, PropertyFilter.ALL));

        assertThat(links)
                .hasSameSizeAs(associators(AssociationQuery.of(system).through(DEVICES)))
                .allSatisfy(link -> {
                    assertThat(link.className()).isEqualTo(DEVICES);
                    assertThat(link.reference("GroupComponent")).contains(system);
                });
        List<CimPath> names = all(operations().referenceNames(CONTEXT, query));
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        links.stream().map(link -> link.path().orElseThrow()).toList());
        // An association is an instance like any other: its keys are references.
        assertThat(get(names.get(0)).reference("PartComponent"))
                .isEqualTo(names.get(0).key("PartComponent").map(CimPath.class::cast));
        assertThat(all(operations().referenceNames(CONTEXT, roles(query, "PartComponent", null))))
                .isEmpty();
    }

    @Test
    void traversalFromNowhereIsRefused() {
        CimPath nobody = anySystemPath().withKeys(Map.of("CreationClassName", SYSTEM, "Name", "nobody"));

        refused(CimStatus.NOT_FOUND, () -> all(operations().associatorNames(CONTEXT, AssociationQuery.of(nobody))));
    }

    @Test
    void methodTakesReferencesAndEmbeddedInstancesAndYieldsThem() {
        CimPath service =
                enumerate("CIM_VirtualSystemManagementService").get(0).path().orElseThrow();
        CimInstance settings = CimInstance.of(
                "OpenVMAN_VirtualSystemSettingData", CimProperty.string("ElementName", "contract <&> system"));
        CimInstance processors = CimInstance.of(
                "OpenVMAN_ProcessorAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, 3),
                CimProperty.of("VirtualQuantity", CimType.UINT64, 2));
        CimInstance memory = CimInstance.of(
                "OpenVMAN_MemoryAllocationSettingData",
                CimProperty.of("ResourceType", CimType.UINT16, 4),
                CimProperty.of("VirtualQuantity", CimType.UINT64, 64),
                CimProperty.string("AllocationUnits", "byte * 2^20"));

        MethodResult defined = operations()
                .invoke(
                        CONTEXT,
                        service,
                        "DefineSystem",
                        List.of(
                                CimArgument.of("SystemSettings", CimType.EMBEDDED, settings),
                                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(processors, memory))));

        assertThat(defined.returnCode()).isZero();
        CimPath system = CimArgument.find(defined.out(), "ResultingSystem")
                .map(CimPath.class::cast)
                .orElseThrow();
        try {
            assertThat(get(system).string("ElementName")).contains("contract <&> system");
            assertThat(associators(AssociationQuery.of(system).through(DEVICES).to("CIM_Processor")))
                    .hasSize(2);
        } finally {
            assertThat(operations()
                            .invoke(
                                    CONTEXT,
                                    service,
                                    "DestroySystem",
                                    List.of(CimArgument.reference("AffectedSystem", system)))
                            .returnCode())
                    .isZero();
        }
        refused(CimStatus.NOT_FOUND, () -> get(system));
    }

    @Test
    void documentedReturnCodeIsAResult() {
        CimPath system = anySystemPath();

        MethodResult result = operations()
                .invoke(
                        CONTEXT,
                        system,
                        "RequestStateChange",
                        List.of(CimArgument.of("RequestedState", CimType.UINT16, 5)));

        // 5: DSP1057 has no such transition; what is refused is told by the method, not by the protocol.
        assertThat(result.returnCode()).isNotIn(0L, MethodResult.JOB_STARTED);
    }

    @Test
    void callsThatMakeNoSenseAreRefused() {
        CimPath system = anySystemPath();

        refused(CimStatus.METHOD_NOT_FOUND, () -> operations().invoke(CONTEXT, system, "Fly", List.of()));
        refused(
                CimStatus.INVALID_PARAMETER,
                () -> operations()
                        .invoke(CONTEXT, system, "RequestStateChange", List.of(CimArgument.string("Colour", "red"))));
        refused(
                CimStatus.INVALID_PARAMETER,
                () -> operations()
                        .invoke(
                                CONTEXT,
                                system,
                                "RequestStateChange",
                                List.of(CimArgument.string("RequestedState", "red"))));
    }

    @Test
    void instancesThatBelongToTheHypervisorAreNotCreatedOrDeletedByHand() {
        CimPath system = anySystemPath();

        refused(CimStatus.NOT_SUPPORTED, () -> operations().delete(CONTEXT, system));
        refused(
                CimStatus.NOT_SUPPORTED,
                () -> operations()
                        .create(CONTEXT, NAMESPACE, CimInstance.of(SYSTEM, CimProperty.string("ElementName", "x"))));
        refused(
                CimStatus.NOT_SUPPORTED,
                () -> operations()
                        .modify(
                                CONTEXT,
                                system,
                                CimInstance.of(SYSTEM, CimProperty.string("ElementName", "x")),
                                PropertyFilter.ALL));
    }

    @Test
    void classesComeWithWhatTheyInherit() {
        assumeThat(gaps()).doesNotContain(Gap.CLASSES);

        CimClass system = operations().getClass(CONTEXT, NAMESPACE, SYSTEM);

        assertThat(system.name()).isEqualTo(SYSTEM);
        assertThat(system.superclass()).contains("CIM_ComputerSystem");
        assertThat(system.keys()).extracting(key -> key.name()).containsExactlyInAnyOrder("CreationClassName", "Name");
        assertThat(system.methods()).extracting(CimMethod::name).contains("RequestStateChange");
        refused(CimStatus.NOT_FOUND, () -> operations().getClass(CONTEXT, NAMESPACE, "OpenVMAN_Nothing"));
    }

    @Test
    void classesAreEnumeratedByLevel() {
        assumeThat(gaps()).doesNotContain(Gap.CLASSES);
        Optional<String> element = Optional.of("CIM_ManagedElement");

        assertThat(operations().enumerateClasses(CONTEXT, NAMESPACE, element, false))
                .extracting(CimClass::name)
                .contains("CIM_ManagedSystemElement")
                .doesNotContain(SYSTEM);
        assertThat(operations().enumerateClasses(CONTEXT, NAMESPACE, element, true))
                .extracting(CimClass::name)
                .contains("CIM_ManagedSystemElement", SYSTEM);
        refused(
                CimStatus.INVALID_CLASS,
                () -> operations().enumerateClasses(CONTEXT, NAMESPACE, Optional.of("OpenVMAN_Nothing"), false));
    }
}
