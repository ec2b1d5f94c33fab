package org.openvman.ovf.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.ovf.model.XmlElement;
import org.openvman.schema.Namespaces;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** An endpoint over WS-Management (DSP0226) with its CIM binding (DSP0227). */
final class WsmanClient implements EndpointClient {
    private static final String ASSOCIATION_DIALECT =
            "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter";
    private static final String NAMES = "EnumerateEPR";
    private static final String INSTANCES = "EnumerateObjectAndEPR";

    private final WsmanExchange exchange;

    WsmanClient(Endpoint endpoint) {
        this.exchange = new WsmanExchange(endpoint, UUID::randomUUID);
    }

    @Override
    public Identity identify() {
        XmlElement answer = required(exchange.send(XmlElement.of(WsmanNames.identity("Identify"))), "IdentifyResponse");
        BiFunction<String, String, String> text = (name, otherwise) ->
                answer.first(WsmanNames.identity(name)).map(XmlElement::text).orElse(otherwise);
        return new Identity(
                text.apply("ProductVendor", ""),
                text.apply("ProductVersion", ""),
                text.apply("ProtocolVersion", Namespaces.WSMAN));
    }

    @Override
    public CimInstance get(CimPath path) {
        CimInstance found = InstanceXml.read(
                required(exchange.send(Namespaces.TRANSFER + "/Get", path, Optional.empty()), path.className()));
        return found.withPath(path.withClassName(found.className()));
    }

    @Override
    public Stream<CimInstance> enumerate(String namespace, String className) {
        return instances(CimPath.ofClass(namespace, className), Optional.empty());
    }

    @Override
    public Stream<CimPath> enumerateNames(String namespace, String className) {
        return names(CimPath.ofClass(namespace, className), Optional.empty());
    }

    @Override
    public Stream<CimInstance> associators(Traversal traversal) {
        return instances(allClasses(traversal), Optional.of(filter("AssociatedInstances", traversal)));
    }

    @Override
    public Stream<CimPath> associatorNames(Traversal traversal) {
        return names(allClasses(traversal), Optional.of(filter("AssociatedInstances", traversal)));
    }

    @Override
    public Stream<CimInstance> references(Traversal traversal) {
        return instances(allClasses(traversal), Optional.of(filter("AssociationInstances", traversal)));
    }

    @Override
    public Stream<CimPath> referenceNames(Traversal traversal) {
        return names(allClasses(traversal), Optional.of(filter("AssociationInstances", traversal)));
    }

    private static CimPath allClasses(Traversal traversal) {
        return CimPath.ofClass(traversal.source().namespace(), ReferenceXml.ALL_CLASSES);
    }

    /** The filter of DSP0227 that names the source and what to follow from it. */
    private static XmlElement filter(String element, Traversal traversal) {
        XmlElement query = XmlElement.of(WsmanNames.binding(element))
                .with(ReferenceXml.fill(XmlElement.of(WsmanNames.binding("Object")), traversal.source()))
                .withAll(option("AssociationClassName", traversal.associationClass()))
                .withAll(option("Role", traversal.role()))
                .withAll(option("ResultClassName", traversal.resultClass()))
                .withAll(option("ResultRole", traversal.resultRole()));
        return XmlElement.of(WsmanNames.wsman("Filter"))
                .with(WsmanNames.DIALECT, ASSOCIATION_DIALECT)
                .with(query);
    }

    private static Stream<XmlElement> option(String name, Optional<String> value) {
        return value.map(text -> XmlElement.of(WsmanNames.binding(name)).withText(text)).stream();
    }

    private Stream<CimInstance> instances(CimPath resource, Optional<XmlElement> filter) {
        return WsmanEnumeration.of(exchange, resource, INSTANCES, filter).map(WsmanClient::withPath);
    }

    private Stream<CimPath> names(CimPath resource, Optional<XmlElement> filter) {
        return WsmanEnumeration.of(exchange, resource, NAMES, filter).map(WsmanClient::path);
    }

    /** A wsman:Item: the instance and its endpoint reference, in either order. */
    private static CimInstance withPath(XmlElement item) {
        return item.elements()
                .filter(element -> !element.name().equals(WsmanNames.addressing("EndpointReference")))
                .findFirst()
                .map(InstanceXml::read)
                .orElseThrow(() -> new EndpointException(Kind.PROTOCOL, "an item of an enumeration has no instance"))
                .withPath(path(item));
    }

    private static CimPath path(XmlElement item) {
        return ReferenceXml.read(item)
                .orElseThrow(() -> new EndpointException(Kind.PROTOCOL, "an item of an enumeration has no reference"));
    }

    @Override
    public CimPath create(String namespace, CimInstance instance) {
        XmlElement answer = required(
                exchange.send(
                        Namespaces.TRANSFER + "/Create",
                        CimPath.ofClass(namespace, instance.className()),
                        Optional.of(InstanceXml.write(instance))),
                "ResourceCreated");
        return path(answer);
    }

    /** Sends only what changes: a property that a Put does not have stays as it is at a CIM endpoint (DSP0227). */
    @Override
    public void modify(CimPath path, CimInstance changes) {
        exchange.send(Namespaces.TRANSFER + "/Put", path, Optional.of(InstanceXml.write(changes)));
    }

    @Override
    public void delete(CimPath path) {
        exchange.send(Namespaces.TRANSFER + "/Delete", path, Optional.empty());
    }

    @Override
    public Invocation invoke(CimPath target, String method, List<CimArgument> arguments) {
        String uri = WsCimNames.resourceUri(target.className());
        return InstanceXml.output(required(
                exchange.send(
                        WsCimNames.actionUri(target.className(), method),
                        target,
                        Optional.of(InstanceXml.input(uri, method, arguments))),
                method + "_OUTPUT"));
    }

    private static XmlElement required(Optional<XmlElement> answer, String expected) {
        return answer.orElseThrow(
                () -> new EndpointException(Kind.PROTOCOL, "the answer is empty, expected " + expected));
    }

    @Override
    public void close() {
        exchange.close();
    }
}
