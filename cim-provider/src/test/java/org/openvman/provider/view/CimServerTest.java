package org.openvman.provider.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimException.Detail;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.profile.SimulatedProvider;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** What the engine derives from the declarations, seen on a host with three systems. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CimServerTest {
    private final SimulatedProvider provider = new SimulatedProvider("simulator:?systems=3");
    private CimPath system = CimPath.ofClass("", "");

    @BeforeAll
    void findASystem() {
        system = provider.enumerate("OpenVMAN_ComputerSystem").get(0).path().orElseThrow();
    }

    @AfterAll
    void close() {
        provider.close();
    }

    private CimInstance get(CimPath path) {
        return provider.operations().get(SimulatedProvider.CONTEXT, path, PropertyFilter.ALL);
    }

    private static void assertStatus(CimStatus status, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CimException.class, error -> assertThat(error.status()).isEqualTo(status));
    }

    private static void assertDetail(Detail detail, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CimException.class, error -> assertThat(error.detail()).contains(detail));
    }

    @Test
    void enumeratingASuperclassGivesHostSystemsAndSwitchesInTheirOwnClasses() {
        assertThat(provider.enumerate("CIM_ComputerSystem"))
                .extracting(CimInstance::className)
                .containsExactlyInAnyOrder(
                        "OpenVMAN_HostComputerSystem",
                        "OpenVMAN_ComputerSystem",
                        "OpenVMAN_ComputerSystem",
                        "OpenVMAN_ComputerSystem",
                        "OpenVMAN_VirtualEthernetSwitch");
    }

    @Test
    void anInstanceIsFoundThroughItsSuperclassAndWithNamesInAnyCase() {
        assertThat(get(system.withClassName("cim_system")).path()).contains(system);
        assertThat(get(system.withNamespace("ROOT/virt")).path()).contains(system);
    }

    // DSP0200 GetInstance: unknown class and unknown instance are different statuses; clients branch on them.
    @Test
    void whatIsUnknownIsToldApart() {
        assertStatus(CimStatus.INVALID_NAMESPACE, () -> get(system.withNamespace("root/none")));
        assertStatus(CimStatus.INVALID_CLASS, () -> get(system.withClassName("CIM_None")));
        assertStatus(
                CimStatus.NOT_FOUND,
                () -> get(system.withKeys(Map.of("CreationClassName", "OpenVMAN_ComputerSystem", "Name", "none"))));
        assertDetail(Detail.KEY_MISSING, () -> get(system.withKeys(Map.of("Name", "none"))));
        assertDetail(
                Detail.KEY_UNEXPECTED,
                () -> get(system.withKeys(Map.of("CreationClassName", "a", "Name", "none", "Color", "red"))));
    }

    @Test
    void aPropertyFilterKeepsWhatItNamesAndThePath() {
        CimInstance instance = provider.operations()
                .get(SimulatedProvider.CONTEXT, system, PropertyFilter.only(List.of("elementname", "Nonsense")));

        assertThat(instance.properties())
                .singleElement()
                .satisfies(property -> assertThat(property.name()).isEqualTo("ElementName"));
        assertThat(instance.path()).contains(system);
    }

    @Test
    void everyAssociationIsFollowedFromBothEndsAndCanBeGotByItsPath() {
        for (CimInstance association : provider.enumerate("CIM_ManagedElement").stream()
                .flatMap(instance -> provider.operations()
                        .references(
                                SimulatedProvider.CONTEXT,
                                AssociationQuery.of(instance.path().orElseThrow()),
                                PropertyFilter.ALL))
                .limit(400)
                .toList()) {
            assertThat(get(association.path().orElseThrow())).isEqualTo(association);
            List<CimPath> ends = association.properties().stream()
                    .filter(property -> property.type() == CimType.REFERENCE)
                    .map(property -> (CimPath) property.value())
                    .toList();
            assertThat(associated(ends.get(0), association.className())).contains(ends.get(1));
            assertThat(associated(ends.get(1), association.className())).contains(ends.get(0));
        }
    }

    private List<CimPath> associated(CimPath from, String association) {
        return provider.operations()
                .associatorNames(
                        SimulatedProvider.CONTEXT, AssociationQuery.of(from).through(association))
                .toList();
    }

    @Test
    void rolesAndClassesFilterAssociators() {
        AssociationQuery devices = AssociationQuery.of(system).through("CIM_SystemDevice");

        assertThat(names(devices)).isNotEmpty();
        assertThat(names(devices.to("CIM_Memory"))).hasSize(1);
        assertThat(names(new AssociationQuery(
                        system,
                        Optional.of("CIM_SystemDevice"),
                        Optional.empty(),
                        Optional.of("PartComponent"),
                        Optional.empty())))
                .isEmpty();
        assertStatus(CimStatus.INVALID_CLASS, () -> names(devices.to("CIM_None")));
    }

    private List<CimPath> names(AssociationQuery query) {
        return provider.operations()
                .associatorNames(SimulatedProvider.CONTEXT, query)
                .toList();
    }

    @Test
    void aMethodCallIsCheckedAgainstItsDeclaration() {
        assertStatus(CimStatus.METHOD_NOT_FOUND, () -> provider.invoke(system, "Fly"));
        assertStatus(CimStatus.METHOD_NOT_AVAILABLE, () -> provider.invoke(system, "SetPowerState"));
        assertDetail(
                Detail.ARGUMENT_NAME,
                () -> provider.invoke(system, "RequestStateChange", CimArgument.string("Speed", "fast")));
        assertDetail(
                Detail.ARGUMENT_TYPE,
                () -> provider.invoke(system, "RequestStateChange", CimArgument.string("RequestedState", "fast")));
        assertDetail(Detail.ARGUMENT_NAME, () -> provider.invoke(system, "RequestStateChange"));
    }

    @Test
    void registeredProfilesLeadToTheirCentralInstances() {
        List<CimInstance> profiles = provider.operations()
                .enumerate(SimulatedProvider.CONTEXT, "interop", "CIM_RegisteredProfile", PropertyFilter.ALL)
                .toList();
        CimPath virtualSystem = profiles.stream()
                .filter(profile -> profile.string("RegisteredName").equals(Optional.of("Virtual System")))
                .findFirst()
                .flatMap(CimInstance::path)
                .orElseThrow();

        List<CimPath> central = names(AssociationQuery.of(virtualSystem)
                .through("CIM_ElementConformsToProfile")
                .to("CIM_ComputerSystem"));
        assertThat(central).hasSize(3).contains(system);
        assertThat(associated(system, "CIM_ElementConformsToProfile")).containsExactly(virtualSystem);
        assertThat(CimArgument.find(
                        provider.invoke(virtualSystem, "GetCentralInstances").out(), "CentralInstances"))
                .contains(central);
    }
}
