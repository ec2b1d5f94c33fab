package org.openvman.ovf.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * A software product and its properties (DSP0243, ProductSection).
 *
 * @param productClass prefix of the keys; may be empty
 * @param instance suffix of the keys; may be empty
 * @param urls ProductUrl, VendorUrl, AppUrl by element name
 */
public record ProductSection(
        String info,
        String productClass,
        String instance,
        String product,
        String vendor,
        String version,
        String fullVersion,
        Map<String, String> urls,
        List<Property> properties,
        Location at)
        implements Section {

    /**
     * One property.
     *
     * @param category heading it stands under; may be empty
     * @param values by configuration id; the value without configuration is {@code value}
     * @param extensions attributes of other namespaces
     */
    public record Property(
            String category,
            String key,
            String type,
            Optional<String> value,
            boolean userConfigurable,
            boolean password,
            String qualifiers,
            String label,
            String description,
            Map<String, String> values,
            Map<QName, String> extensions,
            Location at) {
        public Property {
            values = Map.copyOf(values);
            extensions = Map.copyOf(extensions);
        }
    }

    public ProductSection {
        urls = Map.copyOf(urls);
        properties = List.copyOf(properties);
    }

    /** The key as the environment document has it: {@code [class.]key[.instance]}. */
    public String environmentKey(Property property) {
        return (productClass.isEmpty() ? "" : productClass + ".")
                + property.key()
                + (instance.isEmpty() ? "" : "." + instance);
    }
}
