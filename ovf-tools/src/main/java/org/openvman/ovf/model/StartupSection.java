package org.openvman.ovf.model;

import java.util.List;

/** The order in which the systems of a collection start and stop (DSP0243, StartupSection). */
public record StartupSection(String info, List<Item> items, Location at) implements Section {

    /**
     * One system or collection.
     *
     * @param startDelay seconds to wait before the next order starts
     * @param waitingForGuest whether the wait may end sooner, when the guest says it is ready
     */
    public record Item(
            String id,
            int order,
            int startDelay,
            boolean waitingForGuest,
            int stopDelay,
            String startAction,
            String stopAction,
            Location at) {}

    public StartupSection {
        items = List.copyOf(items);
    }
}
