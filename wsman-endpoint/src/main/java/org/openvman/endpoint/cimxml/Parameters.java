package org.openvman.endpoint.cimxml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.endpoint.cimxml.CimXmlRequest.Value;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** The parameters of an intrinsic operation, by name and kind; a wrong one is INVALID_PARAMETER (DSP0200). */
record Parameters(String namespace, Map<String, Value> values) {

    /** Refuses parameters that the operation does not have. */
    void onlyThese(Set<String> known) {
        for (String name : values.keySet()) {
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                throw invalid("there is no parameter " + name);
            }
        }
    }

    String className() {
        return optionalClassName("ClassName").orElseThrow(() -> invalid("parameter ClassName is missing"));
    }

    /** A CLASSNAME; some clients send plain text. */
    Optional<String> optionalClassName(String name) {
        return value(name).map(value -> {
            if (value instanceof Value.ClassName className) {
                return className.name();
            }
            if (value instanceof Value.Text text) {
                return text.text();
            }
            throw invalid("parameter " + name + " is no class name");
        });
    }

    CimPath instanceName(String name) {
        Value value = value(name).orElseThrow(() -> invalid("parameter " + name + " is missing"));
        if (value instanceof Value.InstanceName instanceName) {
            return instanceName.path();
        }
        if (value instanceof Value.ClassName className) {
            throw new CimException(
                    CimStatus.NOT_SUPPORTED, "traversal from the class " + className.name() + " (instances only)");
        }
        throw invalid("parameter " + name + " is no instance name");
    }

    CimInstance instance(String name) {
        Value value = value(name).orElseThrow(() -> invalid("parameter " + name + " is missing"));
        if (value instanceof Value.Instance instance) {
            return instance.instance();
        }
        throw invalid("parameter " + name + " is no instance");
    }

    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof Value.Text text) {
                return text.text();
            }
            throw invalid("parameter " + name + " is no text");
        });
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> {
                    if (text.strip().equalsIgnoreCase("true")) {
                        return true;
                    }
                    if (text.strip().equalsIgnoreCase("false")) {
                        return false;
                    }
                    throw invalid("parameter " + name + " is \"" + text + "\", expected true or false");
                })
                .orElse(otherwise);
    }

    /** PropertyList: all when it is not there, none when it is empty. */
    PropertyFilter properties() {
        return value("PropertyList")
                .map(value -> {
                    if (value instanceof Value.Texts list) {
                        return PropertyFilter.only(list.texts());
                    }
                    throw invalid("parameter PropertyList is no array");
                })
                .orElse(PropertyFilter.ALL);
    }

    private Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static CimException invalid(String message) {
        return new CimException(CimStatus.INVALID_PARAMETER, message);
    }
}
