package org.openvman.ovf.cli;

import java.net.URI;
import java.util.Optional;
import org.openvman.ovf.client.Endpoint;
import org.openvman.ovf.client.Endpoint.Credentials;
import org.openvman.ovf.client.Endpoint.Protocol;
import org.openvman.ovf.client.EndpointClient;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which endpoint a command talks to, and as whom. */
final class EndpointOptions {
    private static final String PASSWORD = "OPENVMAN_PASSWORD";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:5985/wsman",
            description = "Address of the endpoint (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:5985/wsman");

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "User at the endpoint; the password comes from OPENVMAN_PASSWORD or a prompt.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "wsman",
            converter = ProtocolName.class,
            description = "wsman or cim-xml (default: ${DEFAULT-VALUE}).")
    private Protocol protocol = Protocol.WSMAN;

    /** The names of the protocols on the command line. */
    static final class ProtocolName implements ITypeConverter<Protocol> {
        @Override
        public Protocol convert(String name) {
            return switch (name) {
                case "wsman" -> Protocol.WSMAN;
                case "cim-xml" -> Protocol.CIM_XML;
                default -> throw new TypeConversionException("'" + name + "' is no protocol (wsman or cim-xml)");
            };
        }
    }

    Endpoint endpoint() {
        return Endpoint.of(url, user.map(name -> new Credentials(name, password(name))));
    }

    EndpointClient open(Endpoint endpoint) {
        return endpoint.open(protocol);
    }

    private static String password(String name) {
        String given = System.getenv(PASSWORD);
        if (given != null) {
            return given;
        }
        java.io.Console terminal = Terminal.find()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "no password for user " + name + ": set " + PASSWORD + " (there is no terminal to ask at)"));
        char[] typed = terminal.readPassword("Password of %s: ", name);
        return typed == null ? "" : new String(typed);
    }
}
