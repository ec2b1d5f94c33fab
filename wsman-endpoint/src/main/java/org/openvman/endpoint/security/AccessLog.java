package org.openvman.endpoint.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outermost filter: makes the {@link Exchange} and writes one line when it is over. */
public final class AccessLog extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("org.openvman.access");

    private final transient AtomicLong requests = new AtomicLong();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Exchange exchange = new Exchange(requests.incrementAndGet(), System.nanoTime());
        exchange.attachTo(request);
        exchange.operation(request.getMethod(), request.getRequestURI());
        try {
            chain.doFilter(request, response);
        } finally {
            if (LOG.isInfoEnabled()) {
                LOG.info(printable(exchange.accessLine(response.getStatus(), System.nanoTime())));
            }
        }
    }

    /** One request, one line: what a client sent must not break it or reach a terminal as a control sequence. */
    private static String printable(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                return line.replaceAll("\\p{Cntrl}", "?");
            }
        }
        return line;
    }
}
