package org.openvman.endpoint;

/** The keys of the configuration file with their defaults and what they mean; also the source of the sample file. */
enum ConfigKey {
    BIND_ADDRESS("http.bind-address", "127.0.0.1", "Address to listen at; anything but loopback exposes passwords."),
    PORT("http.port", "5985", "Port to listen at; 0 takes a free one."),
    THREADS("http.threads", "64", "Most requests that are served at a time."),
    IDLE_TIMEOUT("http.idle-timeout", "60s", "A connection without traffic is closed after this time."),
    MAX_REQUEST_SIZE("http.max-request-size", "512KiB", "Largest request body of WS-Man and CIM-XML."),

    HYPERVISORS(
            "hypervisors",
            "simulator:",
            "Hypervisors to manage: libvirt URIs or simulator:?systems=N, between blanks."),

    ALLOW_KVM("hypervisors.allow-kvm", "false", "Define systems for hardware virtualization where the host offers it."),

    SAMPLE_INTERVAL("metrics.interval", "10s", "Time between two samples of each host; clients may change it."),

    STATE("state.directory", "", "Users, database, packages and log; empty for ~/.local/state/openvman."),

    MAX_ENVELOPE_SIZE("wsman.max-envelope-size", "1MiB", "Largest WS-Man answer, whatever the client allows."),
    OPERATION_TIMEOUT("wsman.operation-timeout", "60s", "Time for an answer when the client names none."),
    MAX_DEPTH("wsman.max-depth", "64", "Deepest nesting of elements in a request."),
    MAX_ELEMENTS("wsman.max-elements", "20000", "Most elements in a request."),

    ENUMERATIONS("enumeration.max-open", "256", "Most enumerations that are open at a time."),
    ENUMERATIONS_PER_USER("enumeration.max-open-per-user", "64", "The same for one user."),
    ENUMERATION_IDLE("enumeration.idle-timeout", "10m", "An enumeration that nobody pulls lapses after this time."),
    ENUMERATION_LONGEST("enumeration.longest-timeout", "1h", "Longest time that a client may ask for instead."),

    PASSWORDS_REMEMBERED("security.remember-login", "5m", "Time for which a verified login is not hashed again."),
    CONCURRENT_HASHES("security.concurrent-hashes", "2", "Most password hashes computed at a time (19 MiB each)."),
    WAITING_LOGINS("security.waiting-logins", "32", "Most logins that wait for a hash; more are answered 503."),
    FAILURES_ALLOWED("security.failures-allowed", "5", "Failed logins of a name from one address before it must wait."),
    FAILURES_FORGOTTEN("security.failures-forgotten", "30s", "How long it must wait then."),

    MAX_PACKAGE_SIZE("packages.max-size", "8GiB", "Largest package that can be uploaded.");

    private final String key;
    private final String fallback;
    private final String meaning;

    ConfigKey(String key, String fallback, String meaning) {
        this.key = key;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    String key() {
        return key;
    }

    /** The default, as it would stand in the file. */
    String fallback() {
        return fallback;
    }

    String meaning() {
        return meaning;
    }
}
