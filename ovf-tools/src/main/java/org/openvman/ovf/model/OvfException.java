package org.openvman.ovf.model;

/** An OVF package, descriptor or environment that cannot be used; the message names the thing, the location the place. */
public final class OvfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String problem;

    public OvfException(Location location, String problem) {
        super(location + ": " + problem);
        this.location = location;
        this.problem = problem;
    }

    public OvfException(Location location, String problem, Throwable cause) {
        super(location + ": " + problem, cause);
        this.location = location;
        this.problem = problem;
    }

    public Location location() {
        return location;
    }

    /** The message without the location. */
    public String problem() {
        return problem;
    }
}
