package org.openvman.ovf.io;

/**
 * A plain file in an archive.
 *
 * @param offset where its bytes begin
 */
record TarEntry(String name, long offset, long size) {}
