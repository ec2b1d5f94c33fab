package org.openvman.endpoint.wsman;

import java.util.Optional;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimPath;

/**
 * A request that an action answers.
 *
 * @param deadline when the client stops waiting (wsman:OperationTimeout)
 * @param envelopeLimit how many bytes the answer may have
 * @param defaultNamespace the CIM namespace when the selectors name none
 */
record WsmanRequest(
        RequestHeaders headers,
        Optional<XmlElement> body,
        RequestContext context,
        Deadline deadline,
        int envelopeLimit,
        String defaultNamespace) {

    /** The resource URI, which every action but Identify needs. */
    String resourceUri() {
        return headers.resourceUri()
                .filter(uri -> !uri.isEmpty())
                .orElseThrow(() -> WsmanFault.INVALID_RESOURCE_URI.because("header wsman:ResourceURI is missing"));
    }

    boolean isForAllClasses() {
        return WsCimNames.isAllClasses(resourceUri());
    }

    /** The class that the resource URI names. */
    String className() {
        String uri = resourceUri();
        return WsCimNames.className(uri)
                .orElseThrow(() -> WsmanFault.INVALID_RESOURCE_URI.because("no class has the resource URI " + uri));
    }

    Selectors selectors() {
        return Selectors.of(headers.selectors(), defaultNamespace);
    }

    /** The instance that resource URI and selectors name. */
    CimPath path() {
        return selectors().path(className());
    }

    /** The body's element, which must have this name. */
    XmlElement body(Namespace namespace, String name) {
        return body.filter(element -> element.is(namespace, name))
                .orElseThrow(() -> WsmanFault.SCHEMA_VALIDATION_ERROR.because(
                        "the body must hold " + namespace.prefix() + ":" + name));
    }
}
