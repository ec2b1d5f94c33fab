package org.openvman.endpoint.cimxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** Answers from {@link ThingModel} and writes down what it was asked, a line per call. */
final class RecordingOperations implements CimOperations {
    private final List<String> calls = new ArrayList<>();

    synchronized String takeCalls() {
        String taken = String.join("\n", calls);
        calls.clear();
        return taken;
    }

    private synchronized void record(String call, Object... details) {
        StringBuilder line = new StringBuilder(call);
        for (Object detail : details) {
            line.append(' ').append(text(detail));
        }
        calls.add(line.toString());
    }

    private static String text(Object detail) {
        if (detail instanceof PropertyFilter filter) {
            return filter.names().map(Object::toString).orElse("*");
        }
        if (detail instanceof Optional<?> optional) {
            return optional.map(Object::toString).orElse("-");
        }
        if (detail instanceof AssociationQuery query) {
            return query.source() + " through " + text(query.associationClass()) + " to " + text(query.resultClass())
                    + " as " + text(query.role()) + " result " + text(query.resultRole());
        }
        if (detail instanceof CimInstance instance) {
            StringBuilder out = new StringBuilder(instance.className()).append('{');
            for (CimProperty property : instance.properties()) {
                out.append(property.name()).append(':').append(property.type()).append('=');
                out.append(property.value() == null ? "NULL" : text(property.value()))
                        .append(';');
            }
            return out.append('}').toString();
        }
        if (detail instanceof CimArgument argument) {
            return argument.name() + ":" + argument.type() + (argument.array() ? "[]" : "") + "="
                    + (argument.value() == null ? "NULL" : text(argument.value()));
        }
        if (detail instanceof List<?> list) {
            return list.stream().map(RecordingOperations::text).toList().toString();
        }
        return detail.toString();
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        record("get", path, properties);
        return switch (path.className()) {
            case "OVM_Thing", "OVM_Base" -> thing(path, properties);
            case "OVM_Broken" -> throw new IllegalStateException("a mistake of ours");
            default -> throw new CimException(CimStatus.INVALID_CLASS, "no class " + path.className());
        };
    }

    private static CimInstance thing(CimPath path, PropertyFilter properties) {
        String name = path.keyText("Name").orElse("");
        for (CimInstance thing : List.of(ThingModel.THING_ONE, ThingModel.THING_TWO)) {
            if (thing.string("Name").orElseThrow().equals(name)) {
                return filtered(thing, properties);
            }
        }
        throw new CimException(CimStatus.NOT_FOUND, "no instance " + path);
    }

    private static CimInstance filtered(CimInstance instance, PropertyFilter properties) {
        return properties.names().map(instance::withOnly).orElse(instance);
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        record("enumerate", namespace, className, properties);
        return Stream.of(filtered(ThingModel.THING_ONE, properties), filtered(ThingModel.THING_TWO, properties));
    }

    @Override
    public Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className) {
        record("enumerateNames", namespace, className);
        return switch (className) {
            case "OVM_Endless" ->
                Stream.iterate(0, i -> i + 1).map(i -> {
                    if (i > 100_000) {
                        throw new CimException(CimStatus.FAILED, "the host is gone");
                    }
                    return ThingModel.path("OVM_Thing", "thing " + i);
                });
            case "OVM_Link" -> Stream.of(ThingModel.LINK);
            default -> Stream.of(ThingModel.ONE, ThingModel.TWO);
        };
    }

    @Override
    public Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        record("associators", query, properties);
        return Stream.of(filtered(ThingModel.THING_TWO, properties));
    }

    @Override
    public Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query) {
        record("associatorNames", query);
        return Stream.of(ThingModel.TWO);
    }

    @Override
    public Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        record("references", query, properties);
        return Stream.of(filtered(ThingModel.LINKED, properties));
    }

    @Override
    public Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query) {
        record("referenceNames", query);
        return Stream.of(ThingModel.LINK);
    }

    @Override
    public CimPath create(RequestContext context, String namespace, CimInstance instance) {
        record("create", namespace, instance);
        return ThingModel.TWO;
    }

    @Override
    public void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties) {
        record("modify", path, changes, properties);
    }

    @Override
    public void delete(RequestContext context, CimPath path) {
        record("delete", path);
        throw new CimException(CimStatus.NOT_SUPPORTED, "instances of " + path.className() + " cannot be deleted");
    }

    @Override
    public MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        record("invoke", target, method, arguments);
        return switch (method) {
            case "Change" ->
                new MethodResult.JobStarted(
                        ThingModel.TWO,
                        List.of(
                                CimArgument.reference("Job", ThingModel.TWO),
                                CimArgument.of("Setting", CimType.EMBEDDED, ThingModel.INNER),
                                CimArgument.of("Peers", CimType.REFERENCE, List.of(ThingModel.ONE, ThingModel.TWO)),
                                new CimArgument("Nothing", CimType.STRING, false, null)));
            case "Restart" ->
                new MethodResult.JobStarted(
                        ThingModel.TWO,
                        List.of(
                                CimArgument.reference("Job", ThingModel.TWO),
                                CimArgument.of("Setting", CimType.EMBEDDED, ThingModel.INNER),
                                CimArgument.of("Tags", CimType.STRING, List.of("a", "b"))));
            case "Refuse" -> new MethodResult.Refused(32775, "not now");
            default ->
                throw new CimException(CimStatus.METHOD_NOT_FOUND, "no method " + target.className() + "." + method);
        };
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        return switch (className) {
            case "OVM_Base" -> ThingModel.BASE;
            case "OVM_Thing" -> ThingModel.THING;
            case "OVM_Link" -> ThingModel.LINK_CLASS;
            default -> throw new CimException(CimStatus.NOT_FOUND, "no class " + className);
        };
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        record("enumerateClasses", namespace, className, deep);
        return deep ? List.of(ThingModel.BASE, ThingModel.THING) : List.of(ThingModel.BASE);
    }

    @Override
    public List<String> namespaces() {
        return List.of(ThingModel.NAMESPACE);
    }
}
