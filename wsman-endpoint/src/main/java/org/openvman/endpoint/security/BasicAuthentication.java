package org.openvman.endpoint.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * HTTP Basic authentication (RFC 7617) in front of everything but {@code /wsman-anon} and the request that a header marks
 * as an unauthenticated Identify.
 *
 * <p>On success the {@link Exchange} knows the principal. Never logs credentials.
 */
public final class BasicAuthentication extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String CHALLENGE = "Basic realm=\"OpenVMAN\", charset=\"UTF-8\"";
    private static final int TOO_MANY_REQUESTS = 429;

    private final transient Authenticator authenticator;

    public BasicAuthentication(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Credentials> credentials = Credentials.of(request.getHeader("Authorization"));
        if (isAnonymous(request, credentials.isPresent())) {
            chain.doFilter(request, response);
            return;
        }
        if (credentials.isEmpty()) {
            challenge(request, response, "no-credentials");
            return;
        }
        Authenticator.Outcome outcome = authenticator.login(credentials.get(), request.getRemoteAddr());
        if (outcome instanceof Authenticator.Outcome.Accepted accepted) {
            Exchange.of(request).authenticatedAs(accepted.principal());
            chain.doFilter(request, response);
        } else if (outcome instanceof Authenticator.Outcome.TurnedAway away) {
            Exchange.of(request).status(away.busy() ? "busy" : "too-many-failures");
            response.setHeader("Retry-After", Long.toString(away.retryAfter().toSeconds()));
            response.setStatus(away.busy() ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : TOO_MANY_REQUESTS);
        } else {
            challenge(request, response, "bad-credentials");
        }
    }

    // MS-WSMV: the header asks for an Identify without authentication at the ordinary address.
    private static boolean isAnonymous(HttpServletRequest request, boolean hasCredentials) {
        String path = request.getServletPath();
        return path.equals("/wsman-anon")
                || path.equals("/wsman")
                        && !hasCredentials
                        && "unauthenticated".equalsIgnoreCase(request.getHeader("WSMANIDENTIFY"));
    }

    private static void challenge(HttpServletRequest request, HttpServletResponse response, String why) {
        Exchange.of(request).status(why);
        response.setHeader("WWW-Authenticate", CHALLENGE);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
