package org.openvman.endpoint.cimxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.endpoint.cimxml.CimXmlRequest.ExtrinsicCall;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** Calls methods of classes, and writes what comes back (DSP0200, extrinsic method invocation). */
final class ExtrinsicMethods {
    private final CimOperations operations;
    private final CimXmlLimits limits;

    ExtrinsicMethods(CimOperations operations, CimXmlLimits limits) {
        this.operations = operations;
        this.limits = limits;
    }

    /** Calls the method and writes the content of its METHODRESPONSE. */
    void run(RequestContext context, ExtrinsicCall call, XmlOut out) {
        Optional<CimMethod> declaration = declaration(context, call);
        MethodResult result =
                operations.invoke(context, call.target(), call.method(), arguments(call.arguments(), declaration));
        out.open("RETURNVALUE")
                .attribute(
                        "PARAMTYPE",
                        declaration
                                .map(CimMethod::returnType)
                                .orElse(CimType.UINT32)
                                .mofName());
        ValueWriter.value(out, result.returnCode());
        out.close();
        result.out().forEach(argument -> write(out, argument));
    }

    private Optional<CimMethod> declaration(RequestContext context, ExtrinsicCall call) {
        CimPath target = call.target();
        try {
            return operations
                    .getClass(context, target.namespace(), target.className())
                    .method(call.method());
        } catch (CimException e) {
            return Optional.empty(); // invoke says what is wrong with the target
        }
    }

    /** Embedded instances from clients that do not send the EmbeddedObject attribute come as text. */
    private List<CimArgument> arguments(List<CimArgument> given, Optional<CimMethod> declaration) {
        List<CimArgument> arguments = new ArrayList<>(given);
        arguments.replaceAll(argument -> declaration
                        .flatMap(method -> method.parameter(argument.name()))
                        .filter(parameter -> parameter.type() == CimType.EMBEDDED)
                        .isPresent()
                ? embedded(argument)
                : argument);
        return arguments;
    }

    private CimArgument embedded(CimArgument argument) {
        if (argument.type() != CimType.STRING || argument.value() == null) {
            return argument;
        }
        if (argument.value() instanceof List<?> texts) {
            List<Object> instances = new ArrayList<>();
            texts.forEach(text -> instances.add(parse(argument, text)));
            return CimArgument.of(argument.name(), CimType.EMBEDDED, instances);
        }
        return CimArgument.of(argument.name(), CimType.EMBEDDED, parse(argument, argument.value()));
    }

    private Object parse(CimArgument argument, Object text) {
        return InstanceReader.embedded(argument.name(), text.toString(), "", limits.depth());
    }

    /** NULL is not written: the same to a client as an empty PARAMVALUE (DSP0201), which ends wbemcli 1.6 at once. */
    private static void write(XmlOut out, CimArgument argument) {
        if (argument.value() == null) {
            return;
        }
        out.open("PARAMVALUE")
                .attribute("NAME", argument.name())
                .attribute("PARAMTYPE", argument.type().mofName());
        if (argument.type() == CimType.EMBEDDED) {
            out.attribute("EmbeddedObject", "instance");
        }
        ValueWriter.value(out, argument.value());
        out.close();
    }
}
