package org.openvman.endpoint.security;

import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.RequestContext;

/**
 * One HTTP exchange: its id, who asks, and what the access line of the log will say of it.
 *
 * <p>Made by {@link AccessLog}, carried as a request attribute; a protocol adapter fills in operation, class and status
 * as it learns them. Used by the one thread that serves the request.
 */
public final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final String id;
    private final long startedNanos;
    private @Nullable Principal principal;
    private String operation = "-";
    private String target = "-";
    private String status = "";

    Exchange(long number, long startedNanos) {
        this.id = Long.toString(number, 36);
        this.startedNanos = startedNanos;
    }

    /**
     * The exchange of a request.
     *
     * @throws IllegalStateException if the request did not come through {@link AccessLog}
     */
    public static Exchange of(ServletRequest request) {
        return find(request)
                .orElseThrow(() -> new IllegalStateException(
                        "request without an exchange: the access log filter is not in front"));
    }

    /** The exchange of a request that may not have come through {@link AccessLog}. */
    public static Optional<Exchange> find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? Optional.of(exchange) : Optional.empty();
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    void authenticatedAs(Principal who) {
        principal = who;
    }

    /** Short and unique in this process; the log and internal errors name it. */
    public String id() {
        return id;
    }

    /** Who asks; empty on paths that need no authentication. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /**
     * What {@code CimOperations} wants to know of the request.
     *
     * @throws IllegalStateException if nobody was authenticated
     */
    public RequestContext context() {
        return new RequestContext(
                id,
                principal().orElseThrow(() -> new IllegalStateException("request " + id + " is not authenticated")));
    }

    /** Names the operation for the access line, {@code Get}, and its class or method, {@code CIM_ComputerSystem}. */
    public void operation(String name, String className) {
        operation = name;
        target = className;
    }

    /** How it ended, for the access line: {@code ok}, a fault's or an error's name. */
    public void status(String outcome) {
        status = outcome;
    }

    String accessLine(int httpStatus, long nowNanos) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %s%s %d %.1f ms",
                id,
                principal().map(Principal::name).orElse("-"),
                operation,
                target,
                status.isEmpty() ? "" : " " + status,
                httpStatus,
                (nowNanos - startedNanos) / 1e6);
    }
}
