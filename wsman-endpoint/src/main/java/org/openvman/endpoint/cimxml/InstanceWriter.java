package org.openvman.endpoint.cimxml;

import java.util.Optional;
import java.util.function.BiFunction;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/**
 * Writes INSTANCE (DSP0201) and the pairs of a path and an instance.
 *
 * @param out where to
 * @param origin the class that first declared a property of a class; empty where the client did not ask for it
 */
record InstanceWriter(XmlOut out, BiFunction<String, String, Optional<String>> origin) {

    /** An instance without class origins. */
    static void plain(XmlOut out, CimInstance instance) {
        new InstanceWriter(out, (className, property) -> Optional.empty()).instance(instance);
    }

    void instance(CimInstance instance) {
        out.open("INSTANCE").attribute("CLASSNAME", instance.className());
        for (CimProperty property : instance.properties()) {
            property(instance.className(), property);
        }
        out.close();
    }

    void namedInstance(CimInstance instance) {
        out.open("VALUE.NAMEDINSTANCE");
        PathWriter.instanceName(out, path(instance));
        instance(instance);
        out.close();
    }

    void objectWithPath(String host, CimInstance instance) {
        out.open("VALUE.OBJECTWITHPATH");
        PathWriter.instancePath(out, host, path(instance));
        instance(instance);
        out.close();
    }

    private void property(String className, CimProperty property) {
        if (property.type() == CimType.REFERENCE) {
            out.open("PROPERTY.REFERENCE").attribute("NAME", property.name());
        } else {
            out.open(property.array() ? "PROPERTY.ARRAY" : "PROPERTY")
                    .attribute("NAME", property.name())
                    .attribute("TYPE", property.type().mofName());
        }
        origin.apply(className, property.name()).ifPresent(name -> out.attribute("CLASSORIGIN", name));
        if (property.type() == CimType.EMBEDDED) {
            out.attribute("EmbeddedObject", "instance");
        }
        if (property.value() != null) {
            ValueWriter.value(out, property.value());
        }
        out.close();
    }

    private static CimPath path(CimInstance instance) {
        return instance.path()
                .orElseThrow(() -> new IllegalStateException(
                        "an instance of " + instance.className() + " came out of an operation without its path"));
    }
}
