package org.openvman.provider.operation;

/** An authenticated user and what the user may do. */
public record Principal(String name, Role role) {}
