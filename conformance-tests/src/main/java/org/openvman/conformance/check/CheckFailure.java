package org.openvman.conformance.check;

/** The target did something other than what was required. */
public final class CheckFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String got;

    public CheckFailure(String expected, String got) {
        super("expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
    }

    public String expected() {
        return expected;
    }

    public String got() {
        return got;
    }
}
