package org.openvman.conformance.protocol;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openvman.conformance.live.LiveEndpoint;
import org.openvman.conformance.live.SharedEndpoint;
import org.openvman.ovf.client.Endpoint;
import org.openvman.ovf.client.Endpoint.Credentials;
import org.openvman.ovf.client.Endpoint.Protocol;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimOperationsContract;
import org.openvman.provider.operation.CimStatus;

/** The contract over WS-Management. */
@ExtendWith(SharedEndpoint.class)
class WsmanOperationsIT extends CimOperationsContract {
    private static EndpointClient client;
    private static CimOperations operations;

    @BeforeAll
    static void connect(LiveEndpoint endpoint) {
        client = Endpoint.of(
                        endpoint.url(),
                        Optional.of(new Credentials(
                                endpoint.login().user(), endpoint.login().password())))
                .open(Protocol.WSMAN);
        operations = new ClientOperations(client, WsmanOperationsIT::status);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected CimOperations operations() {
        return operations;
    }

    @Override
    protected Set<Gap> gaps() {
        return Set.of(Gap.CLASSES, Gap.PROPERTY_LISTS, Gap.STATUSES);
    }

    /** DSP0227, CIM status to fault, read backwards. */
    private static CimStatus status(String fault) {
        String subcode = fault.substring(0, fault.indexOf('/') < 0 ? fault.length() : fault.indexOf('/'));
        return switch (subcode) {
            case "DestinationUnreachable" ->
                fault.endsWith("InvalidResourceURI") ? CimStatus.INVALID_CLASS : CimStatus.NOT_FOUND;
            case "InvalidSelectors", "InvalidParameter", "InvalidRepresentation" -> CimStatus.INVALID_PARAMETER;
            case "ActionNotSupported" -> CimStatus.NOT_SUPPORTED;
            case "AccessDenied" -> CimStatus.ACCESS_DENIED;
            default -> CimStatus.FAILED;
        };
    }
}
