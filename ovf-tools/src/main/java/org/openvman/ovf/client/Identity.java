package org.openvman.ovf.client;

/**
 * What an endpoint says of itself.
 *
 * @param protocol the version or name of the protocol that it speaks
 */
public record Identity(String vendor, String version, String protocol) {}
