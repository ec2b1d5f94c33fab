package org.openvman.provider.hypervisor.sim;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a simulated host is asked to do; faults are set for these. */
public enum Operation {
    INVENTORY(false),
    SYSTEM(false),
    SAMPLE(false),
    DEFINE(true),
    UNDEFINE(true),
    POWER(true),
    ADD_DEVICE(true),
    MODIFY_DEVICE(true),
    REMOVE_DEVICE(true),
    MODIFY_SETTINGS(true),
    SNAPSHOT_CREATE(true),
    SNAPSHOT_APPLY(true),
    SNAPSHOT_DESTROY(true),
    /** A host is asked to give a system to another one; meets both the check and the move. */
    MIGRATE_OUT(true),
    /** A host is asked to take a system from another one; meets both the check and the move. */
    MIGRATE_IN(true),
    /** A tenth of a system arrives on the host that it moves to. */
    MIGRATE_TRANSFER(true),
    VOLUME_CREATE(true),
    VOLUME_CLONE(true),
    VOLUME_UPLOAD(true),
    VOLUME_DOWNLOAD(false),
    VOLUME_FIND(false),
    VOLUME_DELETE(true),
    POOL_CREATE(true),
    POOL_RESIZE(true),
    POOL_DELETE(true),
    SWITCH_DEFINE(true),
    SWITCH_MODIFY(true),
    SWITCH_DELETE(true),
    /** A guest is about to answer a request. */
    GUEST_ANSWER(false);

    private final boolean changes;

    Operation(boolean changes) {
        this.changes = changes;
    }

    /** All that change something. */
    public static Set<Operation> changing() {
        EnumSet<Operation> result = EnumSet.noneOf(Operation.class);
        for (Operation operation : values()) {
            if (operation.changes) {
                result.add(operation);
            }
        }
        return Collections.unmodifiableSet(result);
    }
}
