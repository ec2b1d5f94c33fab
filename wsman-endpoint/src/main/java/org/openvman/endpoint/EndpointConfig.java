package org.openvman.endpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openvman.endpoint.security.Authenticator;
import org.openvman.endpoint.wsman.XmlLimits;
import org.openvman.provider.ProviderSettings;
import org.openvman.provider.operation.EnumerationSessions;

/** Everything that an operator may set, checked. {@link ConfigKey} has the defaults and what each key means. */
record EndpointConfig(
        String bindAddress,
        int port,
        int threads,
        Duration idleTimeout,
        List<String> hypervisors,
        boolean allowKvm,
        Duration sampleInterval,
        Path state,
        XmlLimits requestLimits,
        int maxEnvelopeSize,
        Duration operationTimeout,
        EnumerationSessions.Limits enumerations,
        Authenticator.Limits logins,
        long maxPackageSize) {

    private static final int MEBIBYTE = 1024 * 1024;

    static EndpointConfig of(ConfigFile file) {
        return new EndpointConfig(
                file.text(ConfigKey.BIND_ADDRESS),
                file.number(ConfigKey.PORT, 0, 65_535),
                file.number(ConfigKey.THREADS, 8, 4096),
                file.duration(ConfigKey.IDLE_TIMEOUT),
                file.words(ConfigKey.HYPERVISORS),
                file.bool(ConfigKey.ALLOW_KVM),
                file.duration(ConfigKey.SAMPLE_INTERVAL),
                state(file),
                new XmlLimits(
                        (int) file.size(ConfigKey.MAX_REQUEST_SIZE, 8192, 64 * MEBIBYTE),
                        file.number(ConfigKey.MAX_DEPTH, 16, 512),
                        file.number(ConfigKey.MAX_ELEMENTS, 100, 10_000_000),
                        XmlLimits.DEFAULT.attributes()),
                (int) file.size(ConfigKey.MAX_ENVELOPE_SIZE, 8192, 256 * MEBIBYTE),
                file.duration(ConfigKey.OPERATION_TIMEOUT),
                new EnumerationSessions.Limits(
                        file.number(ConfigKey.ENUMERATIONS, 1, 1_000_000),
                        file.number(ConfigKey.ENUMERATIONS_PER_USER, 1, 1_000_000),
                        file.duration(ConfigKey.ENUMERATION_IDLE),
                        file.duration(ConfigKey.ENUMERATION_LONGEST)),
                new Authenticator.Limits(
                        file.duration(ConfigKey.PASSWORDS_REMEMBERED),
                        file.number(ConfigKey.CONCURRENT_HASHES, 1, 64),
                        file.number(ConfigKey.WAITING_LOGINS, 1, 4096),
                        file.number(ConfigKey.FAILURES_ALLOWED, 1, 1000),
                        file.duration(ConfigKey.FAILURES_FORGOTTEN)),
                file.size(ConfigKey.MAX_PACKAGE_SIZE, 1, Long.MAX_VALUE));
    }

    static Path state(ConfigFile file) {
        String directory = file.text(ConfigKey.STATE);
        return directory.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "openvman")
                : Path.of(directory);
    }

    Path usersFile() {
        return usersFile(state);
    }

    static Path usersFile(Path state) {
        return state.resolve("users");
    }

    Path packages() {
        return state.resolve("packages");
    }

    ProviderSettings provider() {
        return new ProviderSettings(state, hypervisors, allowKvm, ProductVersion.text(), sampleInterval);
    }
}
