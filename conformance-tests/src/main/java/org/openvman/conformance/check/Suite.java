package org.openvman.conformance.check;

import java.util.List;

/** Checks that belong together, for one run against one target; closing it removes what the checks made there. */
public interface Suite {
    /** As on the command line. */
    String name();

    List<Check> checks();

    /** Removes from the target what the checks left; does nothing the second time. */
    default void cleanUp(Client client) {}
}
