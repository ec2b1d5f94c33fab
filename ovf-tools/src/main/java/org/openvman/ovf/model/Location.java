package org.openvman.ovf.model;

/**
 * A place in a text file that a person can go to.
 *
 * @param file name as the user knows it
 * @param line from 1; 0 when the place is the file as a whole
 * @param column from 1; 0 when the place is the file as a whole
 */
public record Location(String file, int line, int column) {

    /** The file as a whole. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
