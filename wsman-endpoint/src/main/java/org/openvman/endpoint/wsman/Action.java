package org.openvman.endpoint.wsman;

import java.util.Optional;

/** The actions with a fixed URI (DSP0226 clauses 7 and 8); any other is the call of a method. */
enum Action {
    GET("transfer", "Get", false),
    PUT("transfer", "Put", true),
    CREATE("transfer", "Create", true),
    DELETE("transfer", "Delete", true),
    ENUMERATE("enumeration", "Enumerate", false),
    PULL("enumeration", "Pull", false),
    RELEASE("enumeration", "Release", false),
    RENEW("enumeration", "Renew", false),
    GET_STATUS("enumeration", "GetStatus", false);

    private final String uri;
    private final String label;
    private final boolean changes;

    Action(String group, String label, boolean changes) {
        this.uri = "http://schemas.xmlsoap.org/ws/2004/09/" + group + "/" + label;
        this.label = label;
        this.changes = changes;
    }

    static Optional<Action> of(String uri) {
        for (Action action : values()) {
            if (action.uri.equals(uri)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    String uri() {
        return uri;
    }

    String responseUri() {
        return uri + "Response";
    }

    /** The name for the access line. */
    String label() {
        return label;
    }

    /** Whether it changes something that an answer which cannot be sent does not undo. */
    boolean changes() {
        return changes;
    }
}
