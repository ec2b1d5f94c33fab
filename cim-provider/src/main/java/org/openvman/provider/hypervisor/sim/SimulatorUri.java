package org.openvman.provider.hypervisor.sim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.provider.hypervisor.HostId;

/**
 * What {@code simulator:?systems=1000&latency=5ms} asks for.
 *
 * @param name the host's name and identity
 * @param systems how many systems are there from the start
 * @param latency how long every call takes
 * @param boot how long a guest takes from power on until it answers
 * @param seed decides everything that looks random
 */
public record SimulatorUri(String name, int systems, Duration latency, Duration boot, long seed) {
    public static final String SCHEME = "simulator:";

    private static final int MOST_SYSTEMS = 100_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

    public SimulatorUri {
        new HostId(name);
        if (systems < 0 || systems > MOST_SYSTEMS) {
            throw new IllegalArgumentException("simulator: systems must be 0 to " + MOST_SYSTEMS + ", not " + systems);
        }
    }

    /** An empty host with the defaults. */
    public static SimulatorUri plain() {
        return parse(SCHEME);
    }

    /**
     * Reads {@code simulator:} with options {@code name}, {@code systems}, {@code latency}, {@code boot}, {@code seed}.
     *
     * @throws IllegalArgumentException naming the option that is unknown or has a bad value
     */
    public static SimulatorUri parse(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("not a simulator URI: \"" + uri + "\"");
        }
        Map<String, String> options = options(uri, uri.substring(SCHEME.length()));
        SimulatorUri result = new SimulatorUri(
                take(options, "name", Function.identity(), "simulator"),
                take(options, "systems", Integer::valueOf, 0),
                take(options, "latency", SimulatorUri::duration, Duration.ZERO),
                take(options, "boot", SimulatorUri::duration, Duration.ofMillis(1500)),
                take(options, "seed", Long::valueOf, 1L));
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("simulator: unknown option \""
                    + options.keySet().iterator().next() + "\" (name, systems, latency, boot, seed)");
        }
        return result;
    }

    private static Map<String, String> options(String uri, String rest) {
        Map<String, String> options = new HashMap<>();
        if (rest.isEmpty()) {
            return options;
        }
        if (rest.charAt(0) != '?') {
            throw new IllegalArgumentException("simulator: options begin with '?': \"" + uri + "\"");
        }
        for (String option : rest.substring(1).split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("simulator: \"" + option + "\" is not NAME=VALUE");
            }
            String value = URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8);
            if (options.put(option.substring(0, equals), value) != null) {
                throw new IllegalArgumentException("simulator: " + option.substring(0, equals) + " is given twice");
            }
        }
        return options;
    }

    private static <T> T take(Map<String, String> options, String name, Function<String, T> reader, T otherwise) {
        String text = options.remove(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("simulator: " + name + "=" + text + " is no whole number", e);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("simulator: \"" + text + "\" is no duration (20ms, 3s)");
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }
}
