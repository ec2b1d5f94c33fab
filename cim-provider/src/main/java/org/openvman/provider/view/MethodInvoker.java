package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimException.Detail;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the method and its handler, checks the arguments against the declaration, and types what comes out. */
final class MethodInvoker {
    private static final Logger LOG = LoggerFactory.getLogger(MethodInvoker.class);

    private final ProfileRegistry registry;
    private final Supplier<Inventory> inventory;
    private final Keys keys;

    MethodInvoker(ProfileRegistry registry, Supplier<Inventory> inventory) {
        this.registry = registry;
        this.inventory = inventory;
        this.keys = new Keys(registry.repository());
    }

    MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        Inventory now = inventory.get();
        List<BoundView<?>> candidates = registry.views(target.className()).stream()
                .filter(view -> view.namespace().equals(target.namespace()))
                .filter(view -> view.find(now, target).isPresent())
                .toList();
        if (candidates.isEmpty()) {
            throw new CimException(CimStatus.NOT_FOUND, "no instance " + target + " to call " + method + " of");
        }
        return invoke(candidates.get(0), now, context, target, method, arguments);
    }

    private <T> MethodResult invoke(
            BoundView<T> view,
            Inventory now,
            RequestContext context,
            CimPath target,
            String method,
            List<CimArgument> arguments) {
        CimClass cimClass = view.cimClass();
        CimMethod declared = cimClass.method(method)
                .orElseThrow(() ->
                        new CimException(CimStatus.METHOD_NOT_FOUND, cimClass.name() + " has no method " + method));
        MethodHandler<? super T> handler = view.method(method)
                .orElseThrow(() -> new CimException(
                        CimStatus.METHOD_NOT_AVAILABLE,
                        cimClass.name() + "." + declared.name() + " is not offered by this server"));
        MethodCall call =
                new MethodCall(declared.name(), context, checked(cimClass, declared, arguments), registry, inventory);
        Outcome outcome = view.call(now, target, handler, call)
                .orElseThrow(() -> new CimException(CimStatus.NOT_FOUND, "no instance " + target));
        return result(declared, outcome);
    }

    private List<CimArgument> checked(CimClass cimClass, CimMethod method, List<CimArgument> arguments) {
        List<CimArgument> checked = new ArrayList<>(arguments.size());
        for (CimArgument argument : arguments) {
            CimParameter parameter = method.parameter(argument.name())
                    .filter(CimParameter::isIn)
                    .orElseThrow(() -> new CimException(
                            CimStatus.INVALID_PARAMETER,
                            Detail.ARGUMENT_NAME,
                            cimClass.name() + "." + method.name() + " takes no argument " + argument.name()));
            try {
                checked.add(new CimArgument(
                        parameter.name(), parameter.type(), parameter.array(), shaped(parameter, argument.value())));
            } catch (IllegalArgumentException e) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER, Detail.ARGUMENT_TYPE, method.name() + ": " + e.getMessage());
            }
        }
        return checked;
    }

    /** A protocol may not tell one element from an array of one; the declaration does. */
    private @Nullable Object shaped(CimParameter parameter, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        List<?> elements = value instanceof List<?> list ? list : List.of(value);
        List<Object> typed = new ArrayList<>();
        for (Object element : elements) {
            typed.add(
                    element instanceof CimPath path && parameter.type() == CimType.REFERENCE
                            ? keys.typed(path)
                            : element);
        }
        if (parameter.array()) {
            return typed;
        }
        if (typed.size() != 1) {
            throw new IllegalArgumentException(parameter.name() + " takes one value, not " + typed.size());
        }
        return typed.get(0);
    }

    private static MethodResult result(CimMethod method, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LOG.info("{} refused with {}: {}", method.name(), refused.returnCode(), refused.reason());
            return new MethodResult.Refused(refused.returnCode(), refused.reason());
        }
        if (outcome instanceof Outcome.JobStarted started) {
            List<CimArgument> out = arguments(method, started.out());
            out.add(0, CimArgument.reference("Job", started.job()));
            return new MethodResult.JobStarted(started.job(), out);
        }
        if (outcome instanceof Outcome.Completed completed) {
            return new MethodResult.Completed(arguments(method, completed.out()));
        }
        throw new IllegalStateException(outcome.toString());
    }

    private static List<CimArgument> arguments(CimMethod method, Map<String, Object> values) {
        List<CimArgument> out = new ArrayList<>();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            Optional<CimParameter> parameter = method.parameter(value.getKey());
            CimParameter declared = parameter.orElseThrow(
                    () -> new IllegalStateException(method.name() + " declares no output parameter " + value.getKey()));
            out.add(new CimArgument(
                    declared.name(),
                    declared.type(),
                    declared.array(),
                    Conversion.toCim(declared.type(), value.getValue())));
        }
        return out;
    }
}
