package org.openvman.conformance.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Names;

/** From the definition of a system until it runs: through the endpoint, and by libvirt directly with the same XML. */
final class Starts {
    private static final int ROUNDS = 15;
    private static final long PAUSE_MILLIS = 200;
    private static final long ENABLED = 2;
    private static final String SYSTEM = "CIM_VirtualSystemSettingData";
    private static final String RESOURCE = "CIM_ResourceAllocationSettingData";

    private final Client client;
    private final String uri;

    Starts(Client client, String uri) {
        this.client = client;
        this.uri = uri;
    }

    /** The median of ours, and of libvirt's in the same rounds, in milliseconds. */
    record Medians(double ours, double direct) {}

    Medians measure() throws LibvirtException, InterruptedException {
        EndpointReference service = client.enumerate("CIM_VirtualSystemManagementService").stream()
                .filter(found -> found.className().equals("OpenVMAN_VirtualSystemManagementService"))
                .findFirst()
                .orElseThrow()
                .reference();
        Connect connect = new Connect(uri);
        try {
            long[] ours = new long[ROUNDS];
            long[] direct = new long[ROUNDS];
            for (int i = -2; i < ROUNDS; i++) { // the first rounds warm it up
                // What the endpoint still reads of the round before is no part of this one.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                long begin = System.nanoTime();
                EndpointReference system = start(service, "bench-start");
                long running = System.nanoTime();
                String xml = connect.domainLookupByName("bench-start").getXMLDesc(2); // VIR_DOMAIN_XML_INACTIVE
                client.invoke(system, "RequestStateChange", "<p:RequestedState>3</p:RequestedState>");
                client.completed(client.invoke(service, "DestroySystem", system.toXml("p:AffectedSystem")));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                long beginDirect = System.nanoTime();
                Domain domain = connect.domainDefineXML(xml);
                domain.create();
                long runningDirect = System.nanoTime();
                domain.destroy();
                domain.undefine();
                if (i >= 0) {
                    ours[i] = running - begin;
                    direct[i] = runningDirect - beginDirect;
                }
            }
            return new Medians(median(ours), median(direct));
        } finally {
            connect.close();
        }
    }

    private EndpointReference start(EndpointReference service, String name) {
        EndpointReference system = client.invoke(
                        service,
                        "DefineSystem",
                        embedded("SystemSettings", SYSTEM, "<e:ElementName>" + name + "</e:ElementName>")
                                + resource(3, 1)
                                + resource(4, 64L << 20))
                .reference("ResultingSystem");
        client.invoke(system, "RequestStateChange", "<p:RequestedState>2</p:RequestedState>");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (client.get(system).requiredNumber("EnabledState") != ENABLED) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not run after 30 s");
            }
        }
        client.connection().drain();
        return system;
    }

    private static String resource(int type, long quantity) {
        return embedded(
                "ResourceSettings",
                RESOURCE,
                "<e:ResourceType>" + type + "</e:ResourceType><e:VirtualQuantity>" + quantity
                        + "</e:VirtualQuantity><e:VirtualQuantityUnits>" + (type == 4 ? "byte" : "count")
                        + "</e:VirtualQuantityUnits>");
    }

    private static String embedded(String parameter, String className, String properties) {
        return "<p:" + parameter + " xmlns:e=\"" + Names.resourceUri(className) + "\" xsi:type=\"e:" + className
                + "_Type\">" + properties + "</p:" + parameter + ">";
    }

    private static double median(long[] nanos) {
        return new Latencies(nanos, Duration.ZERO).percentileMillis(50);
    }
}
