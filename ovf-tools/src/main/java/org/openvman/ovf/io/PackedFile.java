package org.openvman.ovf.io;

/**
 * A file to be packed.
 *
 * @param name its own, or of its chunk
 * @param reference id of the File element in References
 * @param transformable whether it can be compressed and cut: it is the whole file, and plain
 * @param disk whether a disk refers to it
 */
record PackedFile(String name, String reference, boolean transformable, boolean disk) {

    /** The same, referred to by another File too: what is changed would have to be said in both. */
    PackedFile shared() {
        return new PackedFile(name, reference, false, disk);
    }
}
