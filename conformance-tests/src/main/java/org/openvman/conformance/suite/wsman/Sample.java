package org.openvman.conformance.suite.wsman;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;

/** The class and the instance on which the protocol is tried; looked up once. */
final class Sample {
    private final String className;
    private @Nullable List<Instance> instances;

    Sample(String className) {
        this.className = className;
    }

    String className() {
        return className;
    }

    EndpointReference classReference(Client client) {
        return client.classReference(className);
    }

    /** All instances; at least one. */
    List<Instance> instances(Client client) {
        if (instances == null) {
            instances = client.enumerate(className);
        }
        if (instances.isEmpty()) {
            throw new NotApplicable("the target has no instance of " + className + " (see --class)");
        }
        return instances;
    }

    Instance instance(Client client) {
        return instances(client).get(0);
    }

    /** A Get that should work. */
    Envelope get(Client client) {
        return Envelope.to(instance(client).reference(), Names.GET);
    }

    /** An Enumerate that should work, with that content. */
    Envelope enumerate(Client client, String content) {
        return Envelope.to(classReference(client), Names.ENUMERATE)
                .body("<wsen:Enumerate>" + content + "</wsen:Enumerate>");
    }
}
