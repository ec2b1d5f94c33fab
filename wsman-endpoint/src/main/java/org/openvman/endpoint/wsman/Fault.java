package org.openvman.endpoint.wsman;

import java.util.List;

/**
 * A fault to be encoded: its row in the table, a reason that names the thing, and what the detail holds beside the URI.
 *
 * @param notUnderstood the headers that a MustUnderstand fault lists (SOAP 1.2 clause 5.4.8)
 * @param supportedDialects what a FilterDialectRequestedUnavailable fault lists
 */
record Fault(WsmanFault kind, String reason, List<XmlElement> notUnderstood, List<String> supportedDialects) {
    Fault(WsmanFault kind, String reason) {
        this(kind, reason, List.of(), List.of());
    }
}
