package org.openvman.ovf.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.VirtualSystemCollection;

/** Properties: keys that may be keys, types that exist, no property twice. */
final class ProductRules {
    private static final Pattern TYPE = Pattern.compile("string|boolean|[us]int(?:8|16|32|64)|real(?:32|64)");
    /** Seen in packages that their tools accept. */
    private static final Pattern VENDOR_TYPE =
            Pattern.compile("(?:int|real|ip|anyuri|password|expression)(?:[:\\[(].*)?|string[\\[(:].*|ip:.*");

    private final Descriptor descriptor;
    private final Findings findings;

    ProductRules(Descriptor descriptor, Findings findings) {
        this.descriptor = descriptor;
        this.findings = findings;
    }

    void check() {
        content(descriptor.content());
    }

    private void content(Content content) {
        Set<String> keys = new HashSet<>();
        content.sections(ProductSection.class)
                .forEach(section -> section.properties().forEach(property -> property(section, property, keys)));
        if (content instanceof VirtualSystemCollection collection) {
            collection.members().forEach(this::content);
        }
    }

    private void property(ProductSection section, ProductSection.Property property, Set<String> keys) {
        if (property.key().contains(".") || property.key().contains(":")) {
            findings.add(Rule.PROPERTY_KEY, property.at(), "the key '" + property.key() + "' holds '.' or ':'");
        }
        if (!keys.add(section.environmentKey(property))) {
            findings.add(
                    Rule.PROPERTY_DUPLICATE,
                    property.at(),
                    "the system already has a property '" + section.environmentKey(property) + "'");
        }
        String lower = property.type().toLowerCase(Locale.ROOT);
        if (!TYPE.matcher(property.type()).matches()) {
            boolean understood =
                    TYPE.matcher(lower).matches() || VENDOR_TYPE.matcher(lower).matches();
            findings.add(
                    understood ? Rule.PROPERTY_TYPE_SPELLING : Rule.PROPERTY_TYPE,
                    property.at(),
                    "property '" + property.key() + "' has the type '" + property.type() + "'");
        }
    }
}
