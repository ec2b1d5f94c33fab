package org.openvman.conformance.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.metricshub.wbem.javax.cim.CIMArgument;
import org.metricshub.wbem.javax.cim.CIMDataType;
import org.metricshub.wbem.javax.cim.CIMInstance;
import org.metricshub.wbem.javax.cim.CIMObjectPath;
import org.metricshub.wbem.javax.cim.CIMProperty;
import org.metricshub.wbem.javax.cim.UnsignedInteger16;
import org.metricshub.wbem.javax.cim.UnsignedInteger32;
import org.metricshub.wbem.javax.cim.UnsignedInteger64;
import org.metricshub.wbem.javax.wbem.CloseableIterator;
import org.metricshub.wbem.javax.wbem.WBEMException;
import org.metricshub.wbem.javax.wbem.client.PasswordCredential;
import org.metricshub.wbem.javax.wbem.client.UserPrincipal;
import org.metricshub.wbem.javax.wbem.client.WBEMClient;
import org.metricshub.wbem.javax.wbem.client.WBEMClientFactory;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;

/** The SBLIM client (JSR 48): a system defined, inspected, changed and destroyed over CIM-XML. */
@ExtendWith(SharedEndpoint.class)
class SblimIT {
    private static final String NAMESPACE = "root/virt";

    private WBEMClient client;

    @BeforeEach
    void connect(LiveEndpoint endpoint) throws WBEMException {
        Subject login = new Subject();
        login.getPrincipals().add(new UserPrincipal(endpoint.login().user()));
        login.getPrivateCredentials()
                .add(new PasswordCredential(endpoint.login().password()));
        client = WBEMClientFactory.getClient("CIM-XML");
        client.initialize(
                new CIMObjectPath(
                        "http",
                        endpoint.url().getHost(),
                        Integer.toString(endpoint.url().getPort()),
                        null,
                        null,
                        null),
                login,
                new Locale[] {Locale.ENGLISH});
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static CIMObjectPath classPath(String namespace, String name) {
        return new CIMObjectPath(null, null, null, namespace, name, null);
    }

    private static <T> List<T> all(CloseableIterator<T> results) {
        List<T> list = new ArrayList<>();
        results.forEachRemaining(list::add);
        results.close();
        return list;
    }

    private List<CIMInstance> enumerate(String className) throws WBEMException {
        return all(client.enumerateInstances(classPath(NAMESPACE, className), true, false, true, null));
    }

    @Test
    void findsTheHostThroughTheRegisteredProfiles() throws WBEMException {
        CIMInstance profile = all(client.enumerateInstances(
                        classPath("root/interop", "CIM_RegisteredProfile"), true, false, true, null))
                .stream()
                .filter(each -> "System Virtualization".equals(each.getPropertyValue("RegisteredName")))
                .findFirst()
                .orElseThrow();

        List<CIMInstance> central = all(client.associatorInstances(
                profile.getObjectPath(),
                "CIM_ElementConformsToProfile",
                "CIM_ComputerSystem",
                "ConformantStandard",
                null,
                false,
                null));

        assertThat(central)
                .singleElement()
                .satisfies(host -> assertThat(host.getPropertyValue("Name")).isEqualTo("simulator"));
    }

    @Test
    void definesASystemWithEmbeddedInstancesAndDestroysIt() throws WBEMException {
        CIMObjectPath service =
                enumerate("CIM_VirtualSystemManagementService").get(0).getObjectPath();
        CIMInstance settings = instance("CIM_VirtualSystemSettingData", text("ElementName", "sblim <&> system"));
        CIMInstance memory = instance(
                "CIM_ResourceAllocationSettingData",
                new CIMProperty<>("ResourceType", CIMDataType.UINT16_T, new UnsignedInteger16(4)),
                new CIMProperty<>("VirtualQuantity", CIMDataType.UINT64_T, new UnsignedInteger64("256")),
                text("VirtualQuantityUnits", "byte*2^20"));
        CIMArgument<?>[] out = new CIMArgument<?>[2];

        Object returned = client.invokeMethod(
                service,
                "DefineSystem",
                new CIMArgument<?>[] {
                    new CIMArgument<>("SystemSettings", CIMDataType.OBJECT_T, settings),
                    new CIMArgument<>("ResourceSettings", CIMDataType.OBJECT_ARRAY_T, new CIMInstance[] {memory})
                },
                out);

        assertThat(returned).isEqualTo(new UnsignedInteger32(0));
        CIMObjectPath system = (CIMObjectPath) out[0].getValue();
        assertThat(client.getInstance(system, false, false, null).getPropertyValue("ElementName"))
                .isEqualTo("sblim <&> system");
        assertThat(all(client.associatorInstances(system, "CIM_SystemDevice", "CIM_Memory", null, null, false, null)))
                .singleElement()
                .satisfies(device -> assertThat(device.getPropertyValue("NumberOfBlocks"))
                        .isEqualTo(new UnsignedInteger64(Long.toString(256L << 20))));

        Object destroyed = client.invokeMethod(
                service,
                "DestroySystem",
                new CIMArgument<?>[] {new CIMArgument<>("AffectedSystem", new CIMDataType("CIM_ComputerSystem"), system)
                },
                new CIMArgument<?>[1]);
        assertThat(destroyed).isEqualTo(new UnsignedInteger32(0));
        assertThatThrownBy(() -> client.getInstance(system, false, false, null))
                .isInstanceOfSatisfying(
                        WBEMException.class,
                        error -> assertThat(error.getID()).isEqualTo(WBEMException.CIM_ERR_NOT_FOUND));
    }

    private static CIMInstance instance(String className, CIMProperty<?>... properties) {
        return new CIMInstance(classPath(NAMESPACE, className), properties);
    }

    private static CIMProperty<String> text(String name, String value) {
        return new CIMProperty<>(name, CIMDataType.STRING_T, value);
    }
}
