package org.openvman.endpoint.wsman;

import java.util.function.Predicate;

/** Takes items into an envelope for as long as there is room and time; what does not fit is left for the next Pull. */
final class ItemPage implements Predicate<EnumerationItem> {
    /** Room for the end of the page and of the envelope. */
    private static final int RESERVE = 256;

    private final XmlOutput out;
    private final int limit;
    private final Deadline deadline;
    private int taken;
    private boolean tooLarge;

    ItemPage(XmlOutput out, int limit, Deadline deadline) {
        this.out = out;
        this.limit = limit - RESERVE;
        this.deadline = deadline;
    }

    @Override
    public boolean test(EnumerationItem item) {
        if (deadline.hasPassed()) {
            return false;
        }
        int mark = out.mark();
        item.write(out);
        if (out.mark() > limit) {
            out.backTo(mark);
            tooLarge = true;
            return false;
        }
        taken++;
        return true;
    }

    /**
     * Checks a page that is not the last one.
     *
     * @throws FaultException if it is empty: the first item alone is too large, or time is up
     */
    void checkNotEmpty() {
        if (taken == 0) {
            throw tooLarge
                    ? WsmanFault.MAX_ENVELOPE_SIZE_EXCEEDED.because(
                            "one item alone is larger than wsman:MaxEnvelopeSize allows")
                    : WsmanFault.TIMED_OUT.because("no item before wsman:OperationTimeout");
        }
    }
}
