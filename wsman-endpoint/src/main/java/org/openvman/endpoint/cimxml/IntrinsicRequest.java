package org.openvman.endpoint.cimxml;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.RequestContext;

/**
 * One intrinsic operation under way.
 *
 * @param host how the client called us
 * @param out where the content of IMETHODRESPONSE goes
 */
record IntrinsicRequest(RequestContext context, Parameters parameters, String host, XmlOut out) {

    String namespace() {
        return parameters.namespace();
    }

    /** A writer of instances, with class origins if the client asked for them. */
    InstanceWriter instanceWriter(CimOperations operations) {
        return parameters.flag("IncludeClassOrigin", false)
                ? new InstanceWriter(out, new ClassOrigins(operations, context, namespace()))
                : new InstanceWriter(out, (className, property) -> Optional.empty());
    }

    /** An IRETURNVALUE with one thing in it. */
    void returns(Consumer<XmlOut> content) {
        out.open("IRETURNVALUE");
        content.accept(out);
        out.close();
    }

    /** An IRETURNVALUE with a stream of things, which is closed. */
    <T> void returnsEach(Stream<T> results, Consumer<T> write) {
        try (results) {
            out.open("IRETURNVALUE");
            for (Iterator<T> iterator = results.iterator(); iterator.hasNext(); ) {
                write.accept(iterator.next());
            }
            out.close();
        }
    }
}
