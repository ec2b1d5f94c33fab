package org.openvman.conformance.check;

import java.util.Locale;

/**
 * One thing to find out about a target.
 *
 * @param id stable, for scripts: suite, group and name with dots between
 */
public record Check(String id, Requirement requirement, Body body) {
    /** Finds it out; returns if all is well. */
    @FunctionalInterface
    public interface Body {
        /**
         * @throws CheckFailure if the target does not do what it must
         * @throws NotApplicable if there is nothing to judge
         */
        void run(Client client);
    }

    /** Whether it belongs to a document, given as DSP1057, 1057 or dsp1057. */
    public boolean isOf(String document) {
        String wanted = document.toUpperCase(Locale.ROOT);
        return requirement.document().equals(wanted.startsWith("DSP") ? wanted : "DSP" + wanted);
    }
}
