package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.metricshub.wbem.javax.cim.CIMArgument;
import org.metricshub.wbem.javax.cim.CIMClass;
import org.metricshub.wbem.javax.cim.CIMDataType;
import org.metricshub.wbem.javax.cim.CIMInstance;
import org.metricshub.wbem.javax.cim.CIMObjectPath;
import org.metricshub.wbem.javax.cim.CIMProperty;
import org.metricshub.wbem.javax.cim.UnsignedInteger16;
import org.metricshub.wbem.javax.cim.UnsignedInteger32;
import org.metricshub.wbem.javax.cim.UnsignedInteger64;
import org.metricshub.wbem.javax.wbem.CloseableIterator;
import org.metricshub.wbem.javax.wbem.WBEMException;
import org.metricshub.wbem.javax.wbem.client.WBEMClient;
import org.metricshub.wbem.javax.wbem.client.WBEMClientFactory;

/** The SBLIM CIM client, which knows nothing of us, understands every answer. */
class SblimClientTest {
    private static final RecordingOperations OPERATIONS = new RecordingOperations();
    private static CimXmlServer server;
    private static WBEMClient client;

    @BeforeAll
    static void start() throws WBEMException {
        server = new CimXmlServer(OPERATIONS, CimXmlLimits.DEFAULT);
        client = WBEMClientFactory.getClient("CIM-XML");
        client.initialize(
                new CIMObjectPath("http", "127.0.0.1", Integer.toString(server.port()), null, null, null),
                new Subject(),
                new Locale[] {Locale.ENGLISH});
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static CIMObjectPath thing(String name) {
        return new CIMObjectPath(null, null, null, "root/virt", "OVM_Thing", new CIMProperty<?>[] {
            new CIMProperty<>("Name", CIMDataType.STRING_T, name, true, false, null)
        });
    }

    private static CIMObjectPath className(String name) {
        return new CIMObjectPath(null, null, null, "root/virt", name, null);
    }

    private static <T> List<T> all(CloseableIterator<T> results) {
        List<T> list = new ArrayList<>();
        results.forEachRemaining(list::add);
        results.close();
        return list;
    }

    @Test
    void readsAnInstanceWithAllTypes() throws WBEMException {
        CIMInstance thing = client.getInstance(thing("one & \"only\""), false, true, null);

        assertThat(thing.getPropertyValue("Size")).isEqualTo(new UnsignedInteger64("18446744073709551615"));
        assertThat((String[]) thing.getPropertyValue("Tags")).containsExactly("a", " b ", "");
        assertThat(thing.getPropertyValue("Owner")).isNull();
        assertThat(thing.getPropertyValue("Up")).isEqualTo(true);
        assertThat(thing.getProperty("Size").getOriginClass()).isEqualTo("OVM_Thing");
        CIMInstance setting = (CIMInstance) thing.getPropertyValue("Setting");
        assertThat(setting.getPropertyValue("Limit")).isEqualTo(new UnsignedInteger64("4"));
        assertThat(setting.getPropertyValue("Text")).isEqualTo("<&>");
        assertThat((CIMInstance[]) thing.getPropertyValue("Settings")).hasSize(2);
    }

    @Test
    void enumeratesInstancesAndNames() throws WBEMException {
        assertThat(all(client.enumerateInstances(className("OVM_Base"), true, false, false, null)))
                .extracting(found -> found.getPropertyValue("Name"))
                .containsExactly("one & \"only\"", "two");
        assertThat(all(client.enumerateInstanceNames(className("OVM_Base"))))
                .extracting(found -> found.getKeyValue("Name"))
                .containsExactly("one & \"only\"", "two");
    }

    @Test
    void followsAssociations() throws WBEMException {
        CIMObjectPath one = thing("one & \"only\"");
        assertThat(all(client.associatorInstances(one, "OVM_Link", null, "Antecedent", null, false, null)))
                .extracting(found -> found.getPropertyValue("Name"))
                .containsExactly("two");
        assertThat(all(client.associatorNames(one, null, null, null, null)))
                .extracting(CIMObjectPath::getNamespace)
                .containsExactly("root/virt");
        CIMInstance link = all(client.referenceInstances(one, "OVM_Link", null, false, null))
                .get(0);
        CIMObjectPath dependent = (CIMObjectPath) link.getPropertyValue("Dependent");
        assertThat(dependent.getKeyValue("Name")).isEqualTo("two");
        CIMObjectPath linkName = all(client.referenceNames(one, null, null)).get(0);
        assertThat(((CIMObjectPath) linkName.getKeyValue("Antecedent")).getKeyValue("Name"))
                .isEqualTo("one & \"only\"");
    }

    @Test
    void readsClasses() throws WBEMException {
        CIMClass thing = client.getClass(className("OVM_Thing"), false, true, true, null);

        assertThat(thing.getSuperClassName()).isEqualTo("OVM_Base");
        assertThat(thing.getProperty("Name").isKey()).isTrue();
        assertThat(thing.getMethod("Change").getParameters()).hasSize(5);
        assertThat(all(client.enumerateClassNames(className(""), true)))
                .extracting(CIMObjectPath::getObjectName)
                .containsExactly("OVM_Base", "OVM_Thing");
        assertThat(all(client.enumerateClasses(className("OVM_Base"), true, false, true, false)))
                .extracting(CIMClass::getName)
                .containsExactly("OVM_Base", "OVM_Thing");
    }

    @Test
    void callsAMethodWithEveryKindOfArgument() throws WBEMException {
        OPERATIONS.takeCalls();
        CIMInstance setting = new CIMInstance(
                new CIMObjectPath(null, null, null, null, "OVM_Setting", null),
                new CIMProperty<?>[] {new CIMProperty<>("Limit", CIMDataType.UINT64_T, new UnsignedInteger64("4"))});
        CIMArgument<?>[] in = {
            new CIMArgument<>("Mode", CIMDataType.UINT16_T, new UnsignedInteger16(2)),
            new CIMArgument<>("Setting", CIMDataType.OBJECT_T, setting),
            new CIMArgument<>("Settings", CIMDataType.OBJECT_ARRAY_T, new CIMInstance[] {setting, setting}),
            new CIMArgument<>("Peers", new CIMDataType("OVM_Thing", 0), new CIMObjectPath[] {thing("two")})
        };
        CIMArgument<?>[] out = new CIMArgument<?>[4];

        Object code = client.invokeMethod(thing("two"), "Change", in, out);

        assertThat(code).isEqualTo(new UnsignedInteger32(4096));
        assertThat(OPERATIONS.takeCalls())
                .isEqualTo("invoke root/virt:OVM_Thing.Name=\"two\" Change [Mode:UINT16=2,"
                        + " Setting:EMBEDDED=OVM_Setting{Limit:UINT64=4;},"
                        + " Settings:EMBEDDED[]=[OVM_Setting{Limit:UINT64=4;}, OVM_Setting{Limit:UINT64=4;}],"
                        + " Peers:REFERENCE[]=[root/virt:OVM_Thing.Name=\"two\"]]");
        assertThat(((CIMObjectPath) out[0].getValue()).getKeyValue("Name")).isEqualTo("two");
        assertThat(((CIMInstance) out[1].getValue()).getPropertyValue("Text")).isEqualTo("<&>");
        assertThat((CIMObjectPath[]) out[2].getValue()).hasSize(2);
    }

    @Test
    void seesStatusAndReasonOfAnError() {
        assertThatThrownBy(() -> client.getInstance(thing("three"), false, false, null))
                .isInstanceOfSatisfying(
                        WBEMException.class, e -> assertThat(e.getID()).isEqualTo(WBEMException.CIM_ERR_NOT_FOUND))
                .hasMessageContaining("no instance root/virt:OVM_Thing.Name=\"three\"");
    }
}
