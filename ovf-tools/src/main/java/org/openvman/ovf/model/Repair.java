package org.openvman.ovf.model;

/**
 * Something that is wrong in a document and was understood nevertheless.
 *
 * @param what names the thing and what it was taken for
 */
public record Repair(Location at, String what) {}
