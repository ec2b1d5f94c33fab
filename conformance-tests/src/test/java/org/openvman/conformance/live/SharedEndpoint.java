package org.openvman.conformance.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one endpoint on the simulator, started by the first that asks and closed after the last. */
public final class SharedEndpoint implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedEndpoint.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LiveEndpoint.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(LiveEndpoint.class, type -> start(), LiveEndpoint.class);
    }

    private static LiveEndpoint start() {
        try {
            return LiveEndpoint.start("simulator:?systems=20&boot=0s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
