package org.openvman.endpoint.cimxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimType;

/**
 * Reads a PARAMVALUE (DSP0201): the argument of a method.
 *
 * <p>PARAMTYPE is optional; an argument without it is text, and {@code CimOperations} gives it the declared type.
 */
final class ArgumentReader {
    private final XmlCursor at;
    private final String namespace;
    private final String name;
    private final boolean embedding;
    private final Optional<String> declaredType;
    private boolean array;
    private CimType type = CimType.STRING;

    ArgumentReader(XmlCursor at, String namespace) {
        this.at = at;
        this.namespace = namespace;
        this.name = at.required("NAME");
        this.embedding = InstanceReader.isEmbedding(at);
        this.declaredType = at.attribute("PARAMTYPE").or(() -> at.attribute("TYPE"));
    }

    CimArgument read() {
        declaredType.ifPresent(text -> type = declared(text));
        if (embedding) {
            type = CimType.EMBEDDED;
        }
        Object value = null;
        while (at.nextChild()) {
            value = value();
        }
        try {
            return new CimArgument(name, type, array, value);
        } catch (IllegalArgumentException e) {
            throw InstanceReader.mistyped(e);
        }
    }

    private CimType declared(String text) {
        // DSP0201 2.4 adds "object" and "instance", for an INSTANCE that is not escaped.
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "object", "instance" -> CimType.EMBEDDED;
            default -> InstanceReader.type(name, text);
        };
    }

    private Object value() {
        switch (at.name()) {
            case "VALUE", "VALUE.ARRAY" -> {
                array = at.name().equals("VALUE.ARRAY");
                return InstanceReader.value(at, name, type, namespace);
            }
            case "VALUE.REFERENCE" -> {
                type = CimType.REFERENCE;
                return PathReader.reference(at, namespace);
            }
            case "VALUE.REFARRAY" -> {
                type = CimType.REFERENCE;
                array = true;
                return references();
            }
            case "CLASSNAME", "INSTANCENAME" -> {
                type = CimType.REFERENCE;
                return PathReader.path(at, namespace);
            }
            case "INSTANCE" -> {
                type = CimType.EMBEDDED;
                return InstanceReader.instance(at, namespace);
            }
            case "VALUE.NAMEDINSTANCE" -> {
                type = CimType.EMBEDDED;
                return InstanceReader.namedInstance(at, namespace);
            }
            default -> throw InstanceReader.invalid(name, "a " + at.name() + " is no value of a parameter");
        }
    }

    private List<Object> references() {
        List<Object> references = new ArrayList<>();
        while (at.nextChild()) {
            if (at.name().equals("VALUE.REFERENCE")) {
                references.add(PathReader.reference(at, namespace));
            } else {
                at.skip();
            }
        }
        return references;
    }
}
