package org.openvman.endpoint;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.openvman.endpoint.cimxml.CimXmlLimits;
import org.openvman.endpoint.cimxml.CimXmlServlet;
import org.openvman.endpoint.packages.PackageServlet;
import org.openvman.endpoint.packages.PackageStore;
import org.openvman.endpoint.security.AccessLog;
import org.openvman.endpoint.security.Authenticator;
import org.openvman.endpoint.security.BasicAuthentication;
import org.openvman.endpoint.security.Exchange;
import org.openvman.endpoint.security.SlowContent;
import org.openvman.endpoint.security.UserFile;
import org.openvman.endpoint.wsman.WsmanProvider;
import org.openvman.endpoint.wsman.WsmanPublisher;
import org.openvman.endpoint.wsman.WsmanService;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.EnumerationSessions;

/**
 * One HTTP server in front of the operations: WS-Man at {@code /wsman} and, for Identify only, {@code /wsman-anon};
 * CIM-XML at {@code /cimom} and {@code /}; packages below {@code /packages}. Closing it lets requests end first.
 */
final class EndpointServer implements AutoCloseable {
    private static final long STOP_MILLIS = 5000;

    private final EndpointConfig config;
    private final EnumerationSessions sessions;
    private final Authenticator authenticator;
    private final WsmanProvider provider;
    private final Bus bus;
    private final Server server;
    private final ServerConnector connector;

    /** @param operations with authorization around them */
    EndpointServer(EndpointConfig config, CimOperations operations, String version, Clock clock) {
        this.config = config;
        this.sessions = new EnumerationSessions(clock, UUID::randomUUID, config.enumerations());
        this.authenticator =
                new Authenticator(new UserFile(config.usersFile()), config.logins(), clock, new SecureRandom());
        this.bus = new ExtensionManagerBus();
        QueuedThreadPool threads = new QueuedThreadPool(config.threads(), 8);
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = connector(config);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);
        WsmanService wsman = new WsmanService(
                operations,
                sessions,
                clock,
                EndpointServer::messageId,
                new WsmanService.Settings(
                        version,
                        operations.namespaces().get(0),
                        config.requestLimits(),
                        config.maxEnvelopeSize(),
                        config.operationTimeout()));
        this.provider = new WsmanProvider(wsman);
        server.setHandler(new GracefulHandler(context(operations)));
    }

    private ServerConnector connector(EndpointConfig settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector tcp = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        tcp.setHost(settings.bindAddress());
        tcp.setPort(settings.port());
        tcp.setIdleTimeout(settings.idleTimeout().toMillis());
        return tcp;
    }

    private ServletContextHandler context(CimOperations operations) {
        ServletContextHandler context = new ServletContextHandler("/");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        errors.setShowOrigin(false);
        context.setErrorHandler(errors);
        addFilter(context, new AccessLog());
        addFilter(context, new SlowContent());
        addFilter(context, new BasicAuthentication(authenticator));

        CXFNonSpringServlet cxf = new CXFNonSpringServlet();
        cxf.setBus(bus);
        ServletHolder wsman = new ServletHolder("wsman", cxf);
        wsman.setInitParameter("hide-service-list-page", "true");
        wsman.setInitOrder(1);
        context.addServlet(wsman, "/wsman");
        context.addServlet(wsman, "/wsman-anon/*");

        ServletHolder cimxml = new ServletHolder(
                "cimxml",
                new CimXmlServlet(
                        operations,
                        request -> Exchange.of(request).context(),
                        new CimXmlLimits(
                                config.requestLimits().bytes(),
                                config.requestLimits().depth())));
        context.addServlet(cimxml, "/cimom");
        context.addServlet(cimxml, "");
        context.addServlet(
                new ServletHolder(
                        "packages", new PackageServlet(new PackageStore(config.packages(), config.maxPackageSize()))),
                "/packages/*");
        return context;
    }

    private static void addFilter(ServletContextHandler context, Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    // A message id must be unique, not a secret; a secure random for each answer would be a lock that all threads
    // share.
    private static UUID messageId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L,
                random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** Accepts requests from now on. */
    void start() throws Exception {
        server.start();
        WsmanPublisher.publish(bus, "/", provider);
    }

    /** Where WS-Man answers, with the port that is really in use. */
    URI wsmanUri() {
        String host = config.bindAddress().indexOf(':') >= 0 ? "[" + config.bindAddress() + "]" : config.bindAddress();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/wsman");
    }

    @Override
    public void close() throws Exception {
        try {
            server.stop();
            bus.shutdown(true);
        } finally {
            authenticator.close();
            sessions.close();
        }
    }
}
