package org.openvman.ovf.io;

/**
 * A plain file in an archive.
 *
 * @param start where its headers begin, those that say more of it included
 * @param offset where its bytes begin
 */
record TarEntry(String name, long start, long offset, long size) {

    /** Where the next header is. */
    long end() {
        return offset + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }
}
