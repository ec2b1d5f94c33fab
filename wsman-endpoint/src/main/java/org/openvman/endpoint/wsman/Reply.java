package org.openvman.endpoint.wsman;

import java.util.function.Consumer;

/**
 * What an action answers: the wsa:Action of the response, headers beside the usual ones, and the content of the body.
 * The writers run once the envelope is open; a {@link FaultException} from them turns the answer into that fault.
 */
record Reply(String action, Consumer<XmlOutput> headers, Consumer<XmlOutput> body) {
    Reply(String action, Consumer<XmlOutput> body) {
        this(action, headers -> {}, body);
    }
}
