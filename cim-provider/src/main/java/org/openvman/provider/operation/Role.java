package org.openvman.provider.operation;

/** What a user may do; each role includes those before it. */
public enum Role {
    /** Reads everything. */
    READER,
    /** Changes the state of systems that exist. */
    OPERATOR,
    /** Defines, changes and destroys systems and services. */
    ADMINISTRATOR;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
