package org.openvman.endpoint.wsman;

/**
 * What goes back over HTTP, and what the access line says of it.
 *
 * @param operation the action or method, {@code Get}
 * @param target the class or what else the action was for
 * @param outcome {@code ok} or the fault
 */
record Answer(int httpStatus, byte[] envelope, String operation, String target, String outcome) {}
