package org.openvman.provider.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimException.Detail;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * The input of a method: arguments that the engine has checked against the declaration, and the way from references to
 * records and back.
 */
public final class MethodCall {
    private final String method;
    private final RequestContext context;
    private final List<CimArgument> arguments;
    private final ProfileRegistry registry;
    private final Supplier<Inventory> inventory;

    MethodCall(
            String method,
            RequestContext context,
            List<CimArgument> arguments,
            ProfileRegistry registry,
            Supplier<Inventory> inventory) {
        this.method = method;
        this.context = context;
        this.arguments = List.copyOf(arguments);
        this.registry = registry;
        this.inventory = inventory;
    }

    public RequestContext context() {
        return context;
    }

    public String method() {
        return method;
    }

    /** The latest snapshot, with the changes that this call has made. */
    public Inventory inventory() {
        return inventory.get();
    }

    public Optional<String> text(String name) {
        return CimArgument.find(arguments, name).map(Object::toString);
    }

    public Optional<Long> number(String name) {
        return CimArgument.find(arguments, name).map(value -> ((Number) value).longValue());
    }

    public List<String> texts(String name) {
        return elements(name).stream().map(Object::toString).toList();
    }

    public Optional<CimInstance> instance(String name) {
        return CimArgument.find(arguments, name).map(CimInstance.class::cast);
    }

    public List<CimInstance> instances(String name) {
        return elements(name).stream().map(CimInstance.class::cast).toList();
    }

    public Optional<CimPath> reference(String name) {
        return CimArgument.find(arguments, name).map(CimPath.class::cast);
    }

    public List<CimPath> references(String name) {
        return elements(name).stream().map(CimPath.class::cast).toList();
    }

    /**
     * An interval; empty if it is absent, NULL or zero, which all mean no requirement (CIM_EnabledLogicalElement).
     *
     * @throws CimException INVALID_PARAMETER for a point in time
     */
    public Optional<Duration> interval(String name) {
        return CimArgument.find(arguments, name)
                .map(CimDateTime.class::cast)
                .map(value -> {
                    if (!value.isInterval()) {
                        throw invalid(name + " is a point in time, an interval is expected: " + value);
                    }
                    return value.toDuration();
                })
                .filter(duration -> !duration.isZero());
    }

    /**
     * A point in time.
     *
     * @throws CimException INVALID_PARAMETER for an interval
     */
    public Optional<Instant> pointInTime(String name) {
        return CimArgument.find(arguments, name).map(CimDateTime.class::cast).map(value -> {
            if (value.isInterval()) {
                throw invalid(name + " is an interval, a point in time is expected: " + value);
            }
            return value.toOffsetDateTime().toInstant();
        });
    }

    public Optional<Boolean> flag(String name) {
        return CimArgument.find(arguments, name).map(Boolean.class::cast);
    }

    private List<?> elements(String name) {
        return CimArgument.find(arguments, name)
                .map(value -> value instanceof List<?> list ? list : List.of(value))
                .orElse(List.of());
    }

    /**
     * The record that a reference argument names.
     *
     * @throws CimException INVALID_PARAMETER if it is absent, NOT_FOUND if it names nothing
     */
    public <T> T target(String name, ClassView<T> view) {
        return resolve(reference(name).orElseThrow(() -> missing(name)), view);
    }

    /**
     * The record behind a path.
     *
     * @throws CimException NOT_FOUND if it names nothing, INVALID_PARAMETER if it is of another class
     */
    public <T> T resolve(CimPath path, ClassView<T> view) {
        return find(path, view)
                .orElseThrow(() -> new CimException(CimStatus.NOT_FOUND, "no instance " + path + " for " + method));
    }

    /** The record behind a path; empty if the path is of another class or names nothing. */
    public <T> Optional<T> find(CimPath path, ClassView<T> view) {
        if (!registry.repository().isSubclass(view.className(), path.className())) {
            return Optional.empty();
        }
        return registry.bound(view).find(inventory.get(), path);
    }

    public <T> CimPath pathOf(ClassView<T> view, T record) {
        return registry.path(view, record);
    }

    /** The paths of all records of a view. */
    public <T> List<CimPath> pathsOf(ClassView<T> view) {
        return view.all(inventory.get()).map(record -> pathOf(view, record)).toList();
    }

    public CimException missing(String name) {
        return new CimException(
                CimStatus.INVALID_PARAMETER, Detail.ARGUMENT_NAME, method + " needs the argument " + name);
    }

    public CimException invalid(String message) {
        return new CimException(CimStatus.INVALID_PARAMETER, method + ": " + message);
    }
}
