package org.openvman.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.openvman.conformance.check.Suite;
import org.openvman.conformance.suite.vman.VmanSuite;
import org.openvman.conformance.suite.wsman.WsmanSuite;

/** The suites by name. */
final class Suites {
    private static final Map<String, Function<Target, Suite>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("wsman", target -> new WsmanSuite(target.sampleClass()));
        BY_NAME.put("vman", target -> new VmanSuite(target.interop(), target.boot()));
    }

    private Suites() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static Optional<Suite> named(String name, Target target) {
        return Optional.ofNullable(BY_NAME.get(name)).map(maker -> Objects.requireNonNull(maker.apply(target)));
    }
}
