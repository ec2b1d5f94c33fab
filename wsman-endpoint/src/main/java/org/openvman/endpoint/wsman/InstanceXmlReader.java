package org.openvman.endpoint.wsman;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;

/**
 * Reads instances and method arguments from XML, typed by the class that declares them (DSP0230).
 *
 * <p>Elements are matched by local name: clients put inherited properties into the namespace of the class that declared
 * them, of the instance's class, or of the class of the method.
 */
final class InstanceXmlReader {
    private static final String TYPE_SUFFIX = "_Type";

    private final Function<String, CimClass> classes;
    private final String namespace;
    private final WsmanFault wrongName;
    private final WsmanFault wrongValue;

    /**
     * @param classes finds a class by name, or throws
     * @param namespace the CIM namespace of references that name none
     * @param wrongName the fault for a property or parameter that is not declared
     * @param wrongValue the fault for a value that does not fit
     */
    InstanceXmlReader(
            Function<String, CimClass> classes, String namespace, WsmanFault wrongName, WsmanFault wrongValue) {
        this.classes = classes;
        this.namespace = namespace;
        this.wrongName = wrongName;
        this.wrongValue = wrongValue;
    }

    /** An instance of the class, its properties being the children of the element. */
    CimInstance instance(XmlElement element, CimClass declaration) {
        List<CimProperty> properties = new ArrayList<>();
        for (Map.Entry<String, List<XmlElement>> group : byName(element).entrySet()) {
            CimPropertyDeclaration property = declaration
                    .property(group.getKey())
                    .orElseThrow(() ->
                            wrongName.because("class " + declaration.name() + " has no property " + group.getKey()));
            String name = declaration.name() + "." + property.name();
            Optional<Object> value = value(
                    name, property.type(), property.array(), embeddedClass(property.qualifiers()), group.getValue());
            properties.add(new CimProperty(property.name(), property.type(), property.array(), value.orElse(null)));
        }
        return new CimInstance(declaration.name(), properties, Optional.empty());
    }

    /** The arguments in a Method_INPUT element. */
    List<CimArgument> arguments(XmlElement input, CimMethod method) {
        List<CimArgument> arguments = new ArrayList<>();
        for (Map.Entry<String, List<XmlElement>> group : byName(input).entrySet()) {
            CimParameter parameter = method.parameter(group.getKey())
                    .orElseThrow(
                            () -> wrongName.because("method " + method.name() + " has no parameter " + group.getKey()));
            String name = method.name() + "(" + parameter.name() + ")";
            Optional<Object> value = value(
                    name, parameter.type(), parameter.array(), embeddedClass(parameter.qualifiers()), group.getValue());
            arguments.add(new CimArgument(parameter.name(), parameter.type(), parameter.array(), value.orElse(null)));
        }
        return arguments;
    }

    private static Map<String, List<XmlElement>> byName(XmlElement element) {
        Map<String, List<XmlElement>> groups = new LinkedHashMap<>();
        for (XmlElement child : element.children()) {
            groups.computeIfAbsent(child.name(), name -> new ArrayList<>(1)).add(child);
        }
        return groups;
    }

    /** The value, or an empty Optional for NULL. */
    private Optional<Object> value(
            String name, CimType type, boolean array, Optional<String> embeddedClass, List<XmlElement> elements) {
        if (elements.size() == 1 && elements.get(0).isNil()) {
            return Optional.empty();
        }
        if (!array && elements.size() > 1) {
            throw wrongValue.because(name + " is no array, but is there " + elements.size() + " times");
        }
        List<Object> values = new ArrayList<>(elements.size());
        for (XmlElement element : elements) {
            if (element.isNil()) {
                throw wrongValue.because(name + " has a NULL among its elements");
            }
            values.add(single(name, type, embeddedClass, element));
        }
        return Optional.of(array ? values : values.get(0));
    }

    private Object single(String name, CimType type, Optional<String> embeddedClass, XmlElement element) {
        try {
            return switch (type) {
                case REFERENCE -> EndpointReferenceXml.read(element, namespace);
                case EMBEDDED -> embedded(embeddedClass, element);
                case DATETIME -> XmlTime.read(element);
                case STRING, CHAR16 -> type.coerce(textOnly(element));
                default -> type.coerce(textOnly(element).strip());
            };
        } catch (IllegalArgumentException e) {
            throw wrongValue.because(name + ": " + e.getMessage());
        }
    }

    private static String textOnly(XmlElement element) {
        if (!element.children().isEmpty()) {
            throw new IllegalArgumentException("text expected, not the element "
                    + element.children().get(0).name());
        }
        return element.text();
    }

    /**
     * An embedded instance: the class is named by xsi:type, or the element holds one element of the class's name, or it is
     * the class of the namespace that the properties are in, or the declared one.
     */
    private CimInstance embedded(Optional<String> declared, XmlElement element) {
        Optional<String> typed =
                element.attribute(Namespace.SCHEMA_INSTANCE, "type").map(InstanceXmlReader::classOfType);
        if (typed.isPresent()) {
            return instance(element, classes.apply(typed.get()));
        }
        if (element.children().isEmpty()) {
            throw new IllegalArgumentException("elements of an embedded instance expected, not text");
        }
        XmlElement first = element.children().get(0);
        Optional<String> classOfFirst = WsCimNames.className(first.namespace());
        if (classOfFirst.filter(first.name()::equals).isPresent()) {
            if (element.children().size() > 1) {
                throw new IllegalArgumentException("more than one embedded instance in one element");
            }
            return instance(first, classes.apply(first.name()));
        }
        String className = declared.or(() -> classOfFirst)
                .orElseThrow(() -> new IllegalArgumentException("the class of the embedded instance is not named"));
        return instance(element, mostSpecial(classes.apply(className), element.children()));
    }

    /** The declared class, or the subclass of it that the properties' namespaces name. */
    private CimClass mostSpecial(CimClass declared, List<XmlElement> properties) {
        CimClass best = declared;
        for (XmlElement property : properties) {
            Optional<String> named = WsCimNames.className(property.namespace());
            if (named.isPresent() && !named.get().equalsIgnoreCase(best.name())) {
                CimClass other = classes.apply(named.get());
                best = descends(other, best.name()) ? other : best;
            }
        }
        return best;
    }

    private boolean descends(CimClass from, String ancestor) {
        Optional<String> next = from.superclass();
        while (next.isPresent() && !next.get().equalsIgnoreCase(ancestor)) {
            next = classes.apply(next.get()).superclass();
        }
        return next.isPresent();
    }

    private static String classOfType(String type) {
        String local = type.strip();
        local = local.substring(local.indexOf(':') + 1);
        return local.endsWith(TYPE_SUFFIX) ? local.substring(0, local.length() - TYPE_SUFFIX.length()) : local;
    }

    private static Optional<String> embeddedClass(List<Qualifier> qualifiers) {
        return qualifiers.stream()
                .filter(qualifier -> qualifier.is("EmbeddedInstance"))
                .map(Qualifier::value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
