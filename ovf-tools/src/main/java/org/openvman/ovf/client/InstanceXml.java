package org.openvman.ovf.client;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.model.XmlElement;
import org.openvman.schema.Namespaces;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/**
 * Instances and method arguments as XML (DSP0230).
 *
 * <p>The XML says only of references, embedded instances and datetimes what they are; everything else is read as text.
 */
final class InstanceXml {
    private static final String TYPE_SUFFIX = "_Type";

    private InstanceXml() {}

    /** An instance as the element of its class. */
    static XmlElement write(CimInstance instance) {
        String uri = WsCimNames.resourceUri(instance.className());
        List<XmlElement> properties = new ArrayList<>();
        for (CimProperty property : instance.properties()) {
            write(uri, property.name(), property.value(), properties::add);
        }
        return XmlElement.of(new QName(uri, instance.className(), "p")).withAll(properties.stream());
    }

    /** The Method_INPUT element of a call. */
    static XmlElement input(String resourceUri, String method, List<CimArgument> arguments) {
        List<XmlElement> parameters = new ArrayList<>();
        for (CimArgument argument : arguments) {
            write(resourceUri, argument.name(), argument.value(), parameters::add);
        }
        return XmlElement.of(new QName(resourceUri, method + "_INPUT", "p")).withAll(parameters.stream());
    }

    private static void write(String uri, String name, @Nullable Object value, Consumer<XmlElement> out) {
        XmlElement element = XmlElement.of(new QName(uri, name, "p"));
        if (value == null) {
            out.accept(element.with(WsmanNames.NIL, "true"));
        } else if (value instanceof List<?> elements) {
            elements.forEach(one -> write(uri, name, one, out));
        } else if (value instanceof CimPath path) {
            out.accept(ReferenceXml.fill(element, path));
        } else if (value instanceof CimInstance embedded) {
            // The class is named by the one element inside: a prefix in xsi:type would need a declaration of its own.
            out.accept(element.with(write(embedded)));
        } else if (value instanceof CimDateTime time) {
            out.accept(element.with(XmlElement.of(new QName(Namespaces.CIM_COMMON, "CIM_DateTime", "cim"))
                    .withText(time.text())));
        } else {
            out.accept(element.withText(value.toString()));
        }
    }

    /** The instance in the element of its class. */
    static CimInstance read(XmlElement element) {
        return instance(element.name().getLocalPart(), element);
    }

    private static CimInstance instance(String className, XmlElement element) {
        List<CimProperty> properties = new ArrayList<>();
        byName(element).forEach((name, elements) -> properties.add(property(name, elements)));
        return new CimInstance(className, properties, Optional.empty());
    }

    private static CimProperty property(String name, List<XmlElement> elements) {
        List<Object> values = values(elements);
        if (values.isEmpty()) {
            return CimProperty.ofNull(name, CimType.STRING);
        }
        return CimProperty.of(name, type(values.get(0)), elements.size() > 1 ? values : values.get(0));
    }

    /** The answer in a Method_OUTPUT element. */
    static Invocation output(XmlElement output) {
        long code = 0;
        List<CimArgument> out = new ArrayList<>();
        for (Map.Entry<String, List<XmlElement>> parameter : byName(output).entrySet()) {
            List<Object> values = values(parameter.getValue());
            if (parameter.getKey().equals("ReturnValue") && !values.isEmpty()) {
                code = Long.parseLong(values.get(0).toString().strip());
            } else if (!values.isEmpty()) {
                boolean array = parameter.getValue().size() > 1;
                out.add(CimArgument.of(parameter.getKey(), type(values.get(0)), array ? values : values.get(0)));
            }
        }
        return new Invocation(code, out);
    }

    private static Map<String, List<XmlElement>> byName(XmlElement parent) {
        Map<String, List<XmlElement>> groups = new LinkedHashMap<>();
        parent.elements()
                .forEach(child -> groups.computeIfAbsent(child.name().getLocalPart(), name -> new ArrayList<>())
                        .add(child));
        return groups;
    }

    private static List<Object> values(List<XmlElement> elements) {
        List<Object> values = new ArrayList<>();
        for (XmlElement element : elements) {
            boolean isNull = element.attribute(WsmanNames.NIL)
                    .map(String::strip)
                    .filter(nil -> nil.equals("true") || nil.equals("1"))
                    .isPresent();
            if (!isNull) {
                values.add(value(element));
            }
        }
        return values;
    }

    private static CimType type(Object value) {
        if (value instanceof CimPath) {
            return CimType.REFERENCE;
        }
        if (value instanceof CimInstance) {
            return CimType.EMBEDDED;
        }
        return value instanceof CimDateTime ? CimType.DATETIME : CimType.STRING;
    }

    private static Object value(XmlElement element) {
        Optional<CimPath> reference = ReferenceXml.read(element);
        if (reference.isPresent()) {
            return reference.get();
        }
        Optional<String> embeddedType = element.attribute(WsmanNames.TYPE).map(InstanceXml::classOfType);
        Optional<XmlElement> child = element.elements().findFirst();
        if (child.isEmpty()) {
            return embeddedType.<Object>map(name -> instance(name, element)).orElseGet(element::text);
        }
        if (child.get().name().getNamespaceURI().equals(Namespaces.CIM_COMMON)) {
            return time(child.get());
        }
        return embeddedType.map(name -> instance(name, element)).orElseGet(() -> read(child.get()));
    }

    private static Object time(XmlElement form) {
        String text = form.text().strip();
        try {
            return switch (form.name().getLocalPart()) {
                case "Interval" -> CimDateTime.of(Duration.parse(text));
                case "Datetime" -> CimDateTime.of(OffsetDateTime.parse(text));
                default -> new CimDateTime(text);
            };
        } catch (RuntimeException e) {
            return text; // a form that CIM has no datetime for
        }
    }

    private static String classOfType(String type) {
        String local = type.strip().substring(type.strip().indexOf(':') + 1);
        return local.endsWith(TYPE_SUFFIX) ? local.substring(0, local.length() - TYPE_SUFFIX.length()) : local;
    }
}
