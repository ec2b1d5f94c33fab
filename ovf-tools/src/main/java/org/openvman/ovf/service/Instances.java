package org.openvman.ovf.service;

/** How many members a tier has: at least, when deployed, at most. */
public record Instances(int min, int initial, int max) {
    public Instances {
        if (min < 0 || min > initial || initial > max || max < 1) {
            throw new IllegalArgumentException(
                    "instances must satisfy 0 <= min <= initial <= max and max >= 1, not min " + min + ", initial "
                            + initial + ", max " + max);
        }
    }

    /** Exactly one, always. */
    public static Instances one() {
        return new Instances(1, 1, 1);
    }
}
