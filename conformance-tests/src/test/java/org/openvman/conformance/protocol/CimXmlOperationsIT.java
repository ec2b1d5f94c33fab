package org.openvman.conformance.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.metricshub.wbem.javax.wbem.WBEMException;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;
import org.openvman.ovf.client.Endpoint;
import org.openvman.ovf.client.Endpoint.Credentials;
import org.openvman.ovf.client.Endpoint.Protocol;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimOperationsContract;
import org.openvman.provider.operation.CimStatus;

/** The contract over CIM-XML. */
@ExtendWith(SharedEndpoint.class)
class CimXmlOperationsIT extends CimOperationsContract {
    private static EndpointClient client;
    private static CimOperations operations;

    @BeforeAll
    static void connect(LiveEndpoint endpoint) throws WBEMException {
        client = Endpoint.of(
                        endpoint.url(),
                        Optional.of(new Credentials(
                                endpoint.login().user(), endpoint.login().password())))
                .open(Protocol.CIM_XML);
        operations = new SblimOperations(client, CimXmlOperationsIT::status, endpoint);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected CimOperations operations() {
        return operations;
    }

    static CimStatus status(String code) {
        return Arrays.stream(CimStatus.values())
                .filter(status -> Integer.toString(status.code()).equals(code))
                .findFirst()
                .orElse(CimStatus.FAILED);
    }
}
