package org.openvman.provider.operation;

/**
 * Who asks, and under which id the log knows the request. Passed down as a parameter, never kept in a thread.
 *
 * @param requestId short and unique in this process
 */
public record RequestContext(String requestId, Principal principal) {}
