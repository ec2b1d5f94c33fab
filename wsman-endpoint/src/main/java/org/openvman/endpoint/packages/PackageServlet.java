package org.openvman.endpoint.packages;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openvman.endpoint.security.Exchange;
import org.openvman.provider.operation.Role;

/**
 * {@code PUT}, {@code GET} and {@code DELETE /packages/NAME.ova}; {@code GET /packages} lists them as JSON. Only
 * administrators read and change them: what is uploaded can be installed, and what is exported has all that a disk has.
 */
public final class PackageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PackageStore store;

    public PackageServlet(PackageStore store) {
        this.store = store;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (name(request).isEmpty()) {
            response.setContentType("application/json");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            // Names hold no character that JSON would escape: PackageStore sees to that.
            response.getWriter()
                    .write(store.list().stream()
                            .map(entry -> "{\"name\":\"" + entry.name() + "\",\"bytes\":" + entry.bytes()
                                    + ",\"modified\":\"" + entry.modified() + "\"}")
                            .collect(Collectors.joining(",", "[", "]\n")));
            return;
        }
        if (isAllowed(request, response)) {
            Optional<Path> file = store.find(name(request));
            if (file.isPresent()) {
                int status = PackageDownload.of(file.get(), request).send(request, response);
                Exchange.of(request).status(status < 400 ? "ok" : "no-such-range");
            } else {
                finish(request, response, HttpServletResponse.SC_NOT_FOUND, "no package " + name(request));
            }
        }
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isAllowed(request, response)) {
            return;
        }
        try {
            boolean isNew = store.put(name(request), request.getInputStream(), request.getContentLengthLong());
            finish(request, response, isNew ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_NO_CONTENT, "");
        } catch (PackageStore.TooLargeException e) {
            finish(request, response, 413, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isAllowed(request, response)) {
            boolean deleted = store.delete(name(request));
            finish(request, response, deleted ? 204 : 404, deleted ? "" : "no package " + name(request));
        }
    }

    private static boolean isAllowed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Exchange.of(request).context().principal().role().includes(Role.ADMINISTRATOR)) {
            finish(request, response, 403, "only an administrator may read or change packages");
            return false;
        }
        if (!PackageStore.isName(name(request))) {
            finish(request, response, 400, "a package is named like my-service.ova");
            return false;
        }
        return true;
    }

    private static String name(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.equals("/") ? "" : path.substring(1);
    }

    private static void finish(HttpServletRequest request, HttpServletResponse response, int status, String text)
            throws IOException {
        Exchange.of(request).status(status < 400 ? "ok" : text.replace(' ', '-'));
        response.setStatus(status);
        if (!text.isEmpty()) {
            response.setContentType("text/plain");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().write(text + "\n");
        }
    }
}
