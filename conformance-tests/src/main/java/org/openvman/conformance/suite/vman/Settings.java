package org.openvman.conformance.suite.vman;

import java.util.Map;
import java.util.TreeMap;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.XmlText;

/** Embedded instances as arguments of methods (DSP0230): the type is named, properties come in the order of names. */
final class Settings {
    private Settings() {}

    static String system(String parameter, Map<String, String> properties) {
        return embedded(parameter, "CIM_VirtualSystemSettingData", properties);
    }

    static String resource(String parameter, Map<String, String> properties) {
        return embedded(parameter, "CIM_ResourceAllocationSettingData", properties);
    }

    /** A disk, with what only disks have. */
    static String disk(String parameter, Map<String, String> properties) {
        return embedded(parameter, "CIM_StorageAllocationSettingData", properties);
    }

    /** A new resource of a kind. */
    static Map<String, String> wanted(ResourceKind kind, long quantity) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("ResourceType", Integer.toString(kind.code()));
        properties.put("VirtualQuantity", Long.toString(quantity));
        properties.put("VirtualQuantityUnits", kind.unit());
        return properties;
    }

    private static String embedded(String parameter, String className, Map<String, String> properties) {
        StringBuilder xml = new StringBuilder("<p:" + parameter + " xmlns:e=\"" + Names.resourceUri(className)
                + "\" xsi:type=\"e:" + className + "_Type\">");
        new TreeMap<>(properties)
                .forEach((name, value) -> xml.append("<e:" + name + ">" + XmlText.escape(value) + "</e:" + name + ">"));
        return xml.append("</p:" + parameter + ">").toString();
    }
}
