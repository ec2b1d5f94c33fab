package org.openvman.conformance.check;

/** How a check ended. */
public sealed interface Outcome {
    /** One word for reports. */
    String word();

    /** What was wrong, or why there was nothing to judge; empty if it passed. */
    String explanation();

    record Passed() implements Outcome {
        @Override
        public String word() {
            return "passed";
        }

        @Override
        public String explanation() {
            return "";
        }
    }

    /** The target does not conform. */
    record Failed(String expected, String got) implements Outcome {
        @Override
        public String word() {
            return "failed";
        }

        @Override
        public String explanation() {
            return "expected " + expected + ", got " + got;
        }
    }

    /** There was nothing to judge. */
    record Skipped(String reason) implements Outcome {
        @Override
        public String word() {
            return "not applicable";
        }

        @Override
        public String explanation() {
            return reason;
        }
    }
}
