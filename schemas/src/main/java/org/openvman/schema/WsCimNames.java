package org.openvman.schema;

import java.util.Locale;
import java.util.Optional;
import org.openvman.schema.cim.CimClass;

/**
 * The names of CIM things in WS-Management: class and resource URI, property and namespace, method and action URI
 * (DSP0230 for the names, DSP0227 for their use).
 *
 * <p>Classes of the schema CIM live below the DMTF's address. Those of OpenVMAN are written below our own, and read
 * below either, because clients tend to know one address only.
 */
public final class WsCimNames {
    /** Resource URIs of the DMTF's classes, without the class. */
    public static final String CIM_BASE = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";
    /** Resource URIs of our classes, without the class. */
    public static final String OPENVMAN_BASE = "http://schemas.openvman.org/wbem/wscim/1/cim-schema/2/";
    /** The resource URI of all classes at once, for enumerations with a filter (DSP0227, all classes). */
    public static final String ALL_CLASSES = "http://schemas.dmtf.org/wbem/wscim/1/*";

    private static final String OPENVMAN_PREFIX = "openvman_";

    private WsCimNames() {}

    /** The resource URI of a class and of its instances; it is the XML namespace of its properties, too. */
    public static String resourceUri(String className) {
        return (isOurs(className) ? OPENVMAN_BASE : CIM_BASE) + className;
    }

    /** The class that a resource URI names, with the spelling it has there; empty if that is no class address. */
    public static Optional<String> className(String resourceUri) {
        if (resourceUri.startsWith(CIM_BASE)) {
            return name(resourceUri.substring(CIM_BASE.length()));
        }
        if (resourceUri.startsWith(OPENVMAN_BASE)) {
            return name(resourceUri.substring(OPENVMAN_BASE.length())).filter(WsCimNames::isOurs);
        }
        return Optional.empty();
    }

    /** Whether the resource URI is that of all classes. */
    public static boolean isAllClasses(String resourceUri) {
        return resourceUri.equals(ALL_CLASSES);
    }

    /**
     * The XML namespace of a property of an instance: that of the class of the instance, not of the class that declared
     * the property (DSP0230).
     */
    public static String propertyNamespace(CimClass instanceClass) {
        return resourceUri(instanceClass.name());
    }

    /** The action URI of a method call (DSP0227, extrinsic methods). */
    public static String actionUri(String className, String method) {
        return resourceUri(className) + "/" + method;
    }

    /** The action URI of the answer to a method call. */
    public static String responseActionUri(String className, String method) {
        return actionUri(className, method) + "Response";
    }

    /** The method that an action URI names, if it is one of that resource's methods. */
    public static Optional<String> method(String actionUri, String resourceUri) {
        if (!actionUri.startsWith(resourceUri + "/")) {
            return Optional.empty();
        }
        return name(actionUri.substring(resourceUri.length() + 1));
    }

    private static boolean isOurs(String className) {
        return className.toLowerCase(Locale.ROOT).startsWith(OPENVMAN_PREFIX);
    }

    /** The text if it can be the name of a class or method. */
    private static Optional<String> name(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
            return Optional.empty();
        }
        return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')
                ? Optional.of(text)
                : Optional.empty();
    }
}
